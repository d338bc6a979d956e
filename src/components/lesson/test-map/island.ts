import styles from '../instrument/instrument.css?url';

export { TestMap as Island } from './TestMap.tsx';
export const sheets = [styles];
