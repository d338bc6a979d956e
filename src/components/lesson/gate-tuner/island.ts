import styles from '../instrument/instrument.css?url';

export { GateTuner as Island } from './GateTuner.tsx';
export const sheets = [styles];
