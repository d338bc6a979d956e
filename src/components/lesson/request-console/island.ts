import styles from '../instrument/instrument.css?url';

export { RequestConsole as Island } from './RequestConsole.tsx';
export const sheets = [styles];
