import styles from '../instrument/instrument.css?url';

export { ToggleDemo as Island } from './ToggleDemo.tsx';
export const sheets = [styles];
