import styles from '../instrument/instrument.css?url';

export { PatternPicker as Island } from './PatternPicker.tsx';
export const sheets = [styles];
