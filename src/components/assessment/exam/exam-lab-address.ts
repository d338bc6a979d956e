/** The page of a lab that shows the sitting of this exam. */
export const examLabAddress = (address: string, exam: string): string => `${address}?exam=${exam}`;
