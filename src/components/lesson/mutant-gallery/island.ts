import styles from '../instrument/instrument.css?url';

export { MutantGallery as Island } from './MutantGallery.tsx';
export const sheets = [styles];
