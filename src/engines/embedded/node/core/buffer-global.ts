/** The layer and its packages know `Buffer` by name; the bundler puts this one in its place. */
export { Buffer } from 'buffer';
