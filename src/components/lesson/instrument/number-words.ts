/** 425929 as "425,929"; with `digits` after the point when told. */
export function grouped(value: number, digits = 0): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** 0.072 as "7.2 %": the figures that it has, at most `digits` after the point. */
export function percent(share: number, digits = 1): string {
  return `${Number((share * 100).toFixed(digits))} %`;
}

/** A number with a minus sign, which is as wide as a digit; a hyphen is not. */
export const withMinus = (value: number | string): string => String(value).replace('-', '−');

/** "1 stage", "3 stages". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
