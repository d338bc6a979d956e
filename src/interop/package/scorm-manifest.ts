import { shownTitle, type PackageContents, type PackedUnit } from './package-contents.ts';
import { unitName } from '../unit.ts';
import type { ScormVersion } from '../scorm/scorm-api.ts';
import { element, xmlDocument } from './xml.ts';

/** What the manifests of the two versions differ in. */
interface Edition {
  readonly schemaVersion: string;
  readonly namespaces: Readonly<Record<string, string>>;
  /** The attribute by which a resource is a unit or an asset. */
  readonly kind: 'adlcp:scormtype' | 'adlcp:scormType';
  readonly organization: Readonly<Record<string, string>>;
  readonly group: Readonly<Record<string, string>>;
  /** What stands behind the titles of units, of groups and of the whole. */
  readonly ofUnit: readonly string[];
  readonly ofGroup: readonly string[];
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Learners choose freely among the units. */
const FREE_CHOICE = element('imsss:sequencing', {}, [
  element('imsss:controlMode', { choice: 'true', flow: 'true' }),
]);

/** The unit's own word counts: an LMS shall not call complete what was only opened. */
const OWN_WORD = element('imsss:sequencing', {}, [
  element('imsss:deliveryControls', {
    completionSetByContent: 'true',
    objectiveSetByContent: 'true',
  }),
]);

const EDITIONS: Readonly<Record<ScormVersion, Edition>> = {
  '1.2': {
    schemaVersion: '1.2',
    namespaces: {
      xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
      'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
      'xmlns:xsi': XSI,
      'xsi:schemaLocation':
        'http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd',
    },
    kind: 'adlcp:scormtype',
    organization: {},
    group: {},
    ofUnit: [],
    ofGroup: [],
  },
  // What LMSs of the 3rd and the 4th edition read: nothing of the 4th is used.
  '2004': {
    schemaVersion: '2004 3rd Edition',
    namespaces: {
      xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1',
      'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_v1p3',
      'xmlns:imsss': 'http://www.imsglobal.org/xsd/imsss',
      'xmlns:xsi': XSI,
      'xsi:schemaLocation':
        'http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd',
    },
    kind: 'adlcp:scormType',
    organization: { structure: 'hierarchical' },
    group: { isvisible: 'true' },
    ofUnit: [OWN_WORD],
    ofGroup: [FREE_CHOICE],
  },
};

/**
 * `imsmanifest.xml`: an item for each unit, below one for each group where there are several.
 *
 * No score that passes is in it (`adlcp:masteryscore`, a measure of an objective): with one an LMS makes its own verdict out
 * of a score, and would call a lab failed that is still being worked on, or passed although a check that must hold does not.
 */
export function scormManifest(contents: PackageContents, version: ScormVersion): string {
  const { id, title, groups, shared } = contents;
  const { schemaVersion, namespaces, kind, organization, group, ofUnit, ofGroup } =
    EDITIONS[version];
  const units = groups.flatMap((one) => one.units);
  const isSingle = units.length === 1;
  const item = ({ unit }: PackedUnit): string =>
    element(
      'item',
      { identifier: `item-${unitName(unit)}`, identifierref: unitName(unit), isvisible: 'true' },
      [element('title', {}, shownTitle(unit)), ...ofUnit],
    );
  const groupItem = ({ title: name, units: own }: (typeof groups)[number], at: number): string =>
    element('item', { identifier: `group-${at + 1}`, ...group }, [
      element('title', {}, name),
      ...own.map(item),
      ...ofGroup,
    ]);
  const resource = ({ unit, launch, files }: PackedUnit): string =>
    element(
      'resource',
      { identifier: unitName(unit), type: 'webcontent', [kind]: 'sco', href: launch },
      [...files.map(file), element('dependency', { identifierref: 'shared' })],
    );
  return xmlDocument(
    element('manifest', { identifier: id, version: '1.0', ...namespaces }, [
      element('metadata', {}, [
        element('schema', {}, 'ADL SCORM'),
        element('schemaversion', {}, schemaVersion),
      ]),
      element('organizations', { default: `${id}-organization` }, [
        element('organization', { identifier: `${id}-organization`, ...organization }, [
          element('title', {}, title),
          ...(isSingle ? units.map(item) : groups.map(groupItem)),
          ...ofGroup,
        ]),
      ]),
      element('resources', {}, [
        ...units.map(resource),
        element(
          'resource',
          { identifier: 'shared', type: 'webcontent', [kind]: 'asset' },
          shared.map(file),
        ),
      ]),
    ]),
  );
}

const file = (path: string): string => element('file', { href: path });
