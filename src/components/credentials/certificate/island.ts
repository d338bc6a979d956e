export { CertificatePage as Island } from './CertificatePage.tsx';
