import styles from '../instrument/instrument.css?url';

export { DecisionLog as Island } from './DecisionLog.tsx';
export const sheets = [styles];
