import styles from '../instrument/instrument.css?url';

export { LineageGraph as Island } from './LineageGraph.tsx';
export const sheets = [styles];
