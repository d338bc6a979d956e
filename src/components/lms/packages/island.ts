export { PackagesPage as Island } from './PackagesPage.tsx';
