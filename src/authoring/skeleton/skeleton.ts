/** Files of a skeleton: text by path from the project's root. */
export type Skeleton = Readonly<Record<string, string>>;

/** `pin-the-data` as a title: "Pin the data". */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
