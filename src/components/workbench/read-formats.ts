// What the editor needs of the formats, as a module of its own: loading all of `#formats` at once would make one piece
// of every format, and who shares one of them with the editor would fetch them all.
export { faultsOfFile } from '#formats';
