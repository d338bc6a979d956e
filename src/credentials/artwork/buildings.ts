/** What a certificate is for: a level, or an endorsement beside the levels. */
export type BadgeDesign =
  | 'foundations'
  | 'professional'
  | 'engineer'
  | 'manager'
  | 'architect'
  | 'dataops'
  | 'finops-for-ml';

/**
 * What a mason sets by the line, in front elevation, on a field of 240 units square with the line at x = 120.
 * Texts are SVG path data of the commands M, L, H, V, h, v, A and Z.
 */
export interface Building {
  /** The words that stand under it. */
  readonly title: string;
  /** What is seen, for those who do not see it. */
  readonly shows: string;
  /** Outlines of the parts, which do not overlap. */
  readonly body: string;
  /** Parts of the body that lie in shade. */
  readonly shade: string;
  /** Joints between stones, and finer ones. */
  readonly joints: string;
  readonly fineJoints?: string;
  /** Where the thread ends and where the weight's point is; widest half width of the weight. */
  readonly bob: { readonly top: number; readonly tip: number; readonly half: number };
  /** Strokes at the foot: the level, or none for an endorsement, which has a lozenge. */
  readonly level: number;
}

const STEP = 'M90 126H150V141H90ZM74 141H166V156H74ZM58 156H182V171H58Z';
const ARCADE_BAYS = [79, 120, 161];

export const BUILDINGS: Readonly<Record<BadgeDesign, Building>> = {
  foundations: {
    title: 'Foundations',
    shows: 'three steps of stone under a plumb line',
    body: STEP,
    shade:
      'M141 126H150V141H141ZM157 141H166V156H157ZM74 141H157V143.6H74ZM173 156H182V171H173ZM58 156H173V158.6H58Z',
    joints: 'M104.7 141v15M135.3 141v15M89 156v15M120 156v15M151 156v15',
    bob: { top: 86, tip: 122, half: 8.5 },
    level: 1,
  },
  professional: {
    title: 'Professional',
    shows: 'a doorway of posts and lintel around a plumb line',
    body: 'M70 94H90V162H70ZM150 94H170V162H150ZM60 76H180V94H60ZM56 162H184V171H56Z',
    shade: 'M82 94H90V162H82ZM162 94H170V162H162ZM60 90H171V94H60ZM171 76H180V94H171Z',
    joints: 'M70 111h20M150 111h20M70 128h20M150 128h20M70 145h20M150 145h20M96 76v18M144 76v18',
    bob: { top: 117, tip: 153, half: 8.5 },
    level: 2,
  },
  engineer: {
    title: 'Engineer',
    shows: 'a round arch of wedge stones around a plumb line',
    body: 'M63 116A57 57 0 0 1 177 116H156A36 36 0 0 0 84 116ZM63 116H84V162H63ZM156 116H177V162H156ZM56 162H184V171H56Z',
    shade:
      'M78 116H84V162H78ZM170 116H177V162H170ZM78 116A42 42 0 0 1 162 116H156A36 36 0 0 0 84 116Z',
    joints: `${wedges(9, 36, 57)}M63 131h21M156 131h21M63 147h21M156 147h21`,
    bob: { top: 120, tip: 156, half: 8.5 },
    level: 3,
  },
  manager: {
    title: 'Manager',
    shows: 'an arcade of three arches; a plumb line hangs in the middle one',
    body: 'M53.5 93H186.5V162H176.5V116A15.5 15.5 0 0 0 145.5 116V162H135.5V116A15.5 15.5 0 0 0 104.5 116V162H94.5V116A15.5 15.5 0 0 0 63.5 116V162H53.5ZM48 80H192V93H48ZM48 162H192V171H48Z',
    shade: `M48 89.5H192V93H48ZM179 93H186.5V162H179Z${ARCADE_BAYS.map(shadeOfBay).join('')}`,
    joints: 'M53.5 116h10M94.5 116h10M135.5 116h10M176.5 116h10',
    fineJoints:
      'M53.5 131h10M53.5 147h10M94.5 131h10M94.5 147h10M135.5 131h10M135.5 147h10M176.5 131h10M176.5 147h10M53.5 98H186.5',
    bob: { top: 119, tip: 153, half: 7.5 },
    level: 4,
  },
  architect: {
    title: 'Architect',
    shows: 'a dome on columns; a plumb line hangs from its crown',
    body: 'M84 98A36 38 0 0 1 156 98ZM113 47H127V60.5H113ZM78 98H162V109H78ZM56 109H184V120H56ZM50 162H190V171H50ZM62 120H75.5V162H62ZM84 120H97.5V162H84ZM142.5 120H156V162H142.5ZM164.5 120H178V162H164.5Z',
    shade:
      'M136 98A16 38 0 0 0 120 60A36 38 0 0 1 156 98ZM122 47H127V60.5H122ZM146 98H162V109H146ZM56 116.5H184V120H56ZM70.5 120H75.5V162H70.5ZM92.5 120H97.5V162H92.5ZM151 120H156V162H151ZM173 120H178V162H173Z',
    joints: 'M102 98A18 38 0 0 1 120 60A18 38 0 0 1 138 98',
    fineJoints:
      'M62 124h13.5M62 158h13.5M84 124h13.5M84 158h13.5M142.5 124h13.5M142.5 158h13.5M164.5 124h13.5M164.5 158h13.5M92 98A28 38 0 0 1 120 60A28 38 0 0 1 148 98M56 113H184M78 102H162',
    bob: { top: 125, tip: 158, half: 6.5 },
    level: 5,
  },
  dataops: {
    title: 'DataOps',
    shows: 'an aqueduct of two tiers that carries water level along a plumb line',
    body: `M40 88H200V97H40Z${piers([43, 69.5, 96, 137, 163.5, 190], 7, 97, 122)}M44 122H196V130H44Z${piers([50, 86, 145, 181], 9, 130, 164)}M44 164H196V171H44Z`,
    shade:
      'M40 94H200V97H40ZM44 127.6H196V130H44ZM55 130H59V164H55ZM91 130H95V164H91ZM150 130H154V164H150ZM186 130H190V164H186ZM47 97H50V122H47ZM73.5 97H76.5V122H73.5ZM100 97H103V122H100ZM141 97H144V122H141ZM167.5 97H170.5V122H167.5ZM194 97H197V122H194Z',
    joints: 'M60 88v6M80 88v6M100 88v6M140 88v6M160 88v6M180 88v6M70 122v5.6M170 122v5.6',
    fineJoints:
      'M44 80.5H196M48 84H192M50 147h9M86 147h9M145 147h9M181 147h9M43 110h7M69.5 110h7M96 110h7M137 110h7M163.5 110h7M190 110h7',
    bob: { top: 131, tip: 160, half: 6.5 },
    level: 0,
  },
  'finops-for-ml': {
    title: 'FinOps for ML',
    shows: 'a balance whose beam lies level across a plumb line',
    body: 'M52 84H188V92H52ZM46 134H86V140H46ZM154 134H194V140H154ZM74 150H166V160H74ZM58 160H182V171H58Z',
    shade:
      'M52 89.4H188V92H52ZM76 134H86V140H76ZM184 134H194V140H184ZM156 150H166V160H156ZM171 160H182V171H171ZM58 160H171V162.4H58Z',
    joints: 'M97 150v10M143 150v10M89 160v11M120 162v9M151 160v11',
    fineJoints:
      'M66 92L50 134M66 92L82 134M174 92L158 134M174 92L190 134M80 84v5.4M100 84v5.4M140 84v5.4M160 84v5.4',
    bob: { top: 106, tip: 142, half: 8.5 },
    level: 0,
  },
};

/** Joints of an arch over the point (120, 116), without those where it begins and ends. */
function wedges(stones: number, inner: number, outer: number): string {
  const joints: string[] = [];
  for (let index = 1; index < stones; index += 1) {
    const angle = Math.PI * (1 - index / stones);
    const at = (radius: number) =>
      `${(120 + radius * Math.cos(angle)).toFixed(1)} ${(116 - radius * Math.sin(angle)).toFixed(1)}`;
    joints.push(`M${at(inner)}L${at(outer)}`);
  }
  return joints.join('');
}

function shadeOfBay(middle: number): string {
  const [edge, inside] = [middle - 19.5, middle - 15.5];
  return `M${edge} 116H${inside}V162H${edge}ZM${edge} 116A19.5 19.5 0 0 1 ${middle + 19.5} 116H${middle + 15.5}A15.5 15.5 0 0 0 ${inside} 116Z`;
}

function piers(lefts: readonly number[], width: number, top: number, foot: number): string {
  return lefts.map((left) => `M${left} ${top}H${left + width}V${foot}H${left}Z`).join('');
}
