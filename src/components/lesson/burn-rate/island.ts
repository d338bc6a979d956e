import styles from '../instrument/instrument.css?url';

export { BurnRate as Island } from './BurnRate.tsx';
export const sheets = [styles];
