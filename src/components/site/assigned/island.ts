export { AssignedPage as Island } from './AssignedPage.tsx';
