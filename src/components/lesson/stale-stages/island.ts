import styles from '../instrument/instrument.css?url';

export { StaleStages as Island } from './StaleStages.tsx';
export const sheets = [styles];
