/** All that a program prints, when its output has ended. */
export async function printedBy(output: ReadableStream<string>): Promise<string> {
  let printed = '';
  const reader = output.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read())
    printed += part.value;
  return printed;
}
