import styles from '../instrument/instrument.css?url';

export { SignatureDiff as Island } from './SignatureDiff.tsx';
export const sheets = [styles];
