import styles from '../instrument/instrument.css?url';

export { IncidentReplay as Island } from './IncidentReplay.tsx';
export const sheets = [styles];
