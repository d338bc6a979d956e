export { MyRecord as Island } from './MyRecord.tsx';
