import styles from '../instrument/instrument.css?url';

export { FolderCheck as Island } from './FolderCheck.tsx';
export const sheets = [styles];
