/** Injected into the bundle: just-bash uses Node's global `Buffer`. The bundle's options say where it comes from. */
export { Buffer } from 'buffer';
