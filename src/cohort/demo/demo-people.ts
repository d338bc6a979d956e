import type { Random } from '#harborlight';

/** Forty invented people: names as rosters have them, in several scripts, with what breaks a careless reader. */
export const DEMO_NAMES: readonly string[] = [
  'Ines Duarte',
  'Tomasz Zieliński',
  'Lina Haddad',
  'Freja Sørensen',
  'Noah O’Brien',
  'Jürgen Groß',
  'Chiara Esposito',
  'Søren Kjær',
  'Zoë van den Berg',
  'Aarav Sharma',
  '山田 花子',
  'Nguyễn Thị Hương',
  'محمد العلي',
  'נועה כהן',
  'Élodie Lefèvre',
  'José Ángel Núñez',
  'Åsa Lindqvist',
  'Olumide Adeyemi',
  'Katarzyna Wójcik',
  'Mehmet Yıldız',
  'Sofia Papadopoulou',
  'Иван Петров',
  'Mei-Ling Chen',
  'Lars Müller, jr.',
  'Ana Beatriz Souza',
  'Kwame Mensah',
  'Hannah Weiss',
  'Rohan Iyer',
  'Þóra Jónsdóttir',
  'Luca Bianchi',
  'Amélie Rousseau',
  'Daniel Okafor',
  'Petra Nováková',
  'Siddharth Rao',
  'Emma Virtanen',
  'Mateo Fernández',
  'Yuki Tanaka',
  'Fatima Zahra',
  'Oskar Nilsson',
  'Grace Kim',
];

/** A learner's id as a cohort draws it, from the demo's own seed. */
export function demoLearnerId(random: Random, taken: ReadonlySet<string>): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  for (;;) {
    const name = Array.from({ length: 8 }, () => alphabet[random.below(32)]).join('');
    if (!taken.has(`p-${name}`)) return `p-${name}`;
  }
}

/** An address that no mail can reach (RFC 2606). */
export function demoEmail(index: number): string {
  return `learner${String(index + 1).padStart(2, '0')}@harborlight.example`;
}
