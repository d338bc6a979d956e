/** isomorphic-git expects Node's global `Buffer`; the bundler puts this one in its place. */
export { Buffer } from 'buffer';
