export { TeachPage as Island } from './TeachPage.tsx';
