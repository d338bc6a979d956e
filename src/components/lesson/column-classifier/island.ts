import styles from '../instrument/instrument.css?url';

export { ColumnClassifier as Island } from './ColumnClassifier.tsx';
export const sheets = [styles];
