import styles from '../instrument/instrument.css?url';

export { DriftSimulator as Island } from './DriftSimulator.tsx';
export const sheets = [styles];
