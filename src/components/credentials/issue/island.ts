export { IssuePage as Island } from './IssuePage.tsx';
