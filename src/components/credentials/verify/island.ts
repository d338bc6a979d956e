export { VerifyPage as Island } from './VerifyPage.tsx';
