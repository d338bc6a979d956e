import styles from '../instrument/instrument.css?url';

export { RetentionCases as Island } from './RetentionCases.tsx';
export const sheets = [styles];
