import type { SimilarPair } from './similar-works.ts';

/** What is alike in two works, for a person who is to look at them. */
export function pairWords({ share, sameFiles, sameValues, a, b }: SimilarPair): string {
  const parts = [
    share > 0 ? `${Math.round(share * 100)} % of the smaller one’s own lines match` : '',
    sameFiles.length > 0
      ? `the same to the byte${a.seed === b.seed ? '' : ', though the data differ'}: ${sameFiles.slice(0, 3).join(', ')}`
      : '',
    sameValues.length > 0
      ? `the same results from different data: ${sameValues.slice(0, 3).join(', ')}`
      : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
