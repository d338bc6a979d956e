export { Diagnostic as Island } from '../Diagnostic.tsx';
