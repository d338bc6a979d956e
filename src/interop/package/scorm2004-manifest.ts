import { shownTitle, type PackageContents, type PackedUnit } from './package-contents.ts';
import { unitName } from '../unit.ts';
import { element, xmlDocument } from './xml.ts';

/**
 * `imsmanifest.xml` of SCORM 2004, 3rd edition: what LMSs of either edition read. Nothing of the 4th is used.
 *
 * Learners choose freely among the units. The units say themselves whether they are passed; no measure is set from which an
 * LMS would make its own verdict.
 */
export function scorm2004Manifest(contents: PackageContents): string {
  const { id, title, groups, shared } = contents;
  const units = groups.flatMap((group) => group.units);
  const isSingle = units.length === 1;
  return xmlDocument(
    element(
      'manifest',
      {
        identifier: id,
        version: '1.0',
        xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1',
        'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_v1p3',
        'xmlns:imsss': 'http://www.imsglobal.org/xsd/imsss',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd',
      },
      [
        element('metadata', {}, [
          element('schema', {}, 'ADL SCORM'),
          element('schemaversion', {}, '2004 3rd Edition'),
        ]),
        element('organizations', { default: `${id}-organization` }, [
          element('organization', { identifier: `${id}-organization`, structure: 'hierarchical' }, [
            element('title', {}, title),
            ...groups.flatMap((group, index) =>
              isSingle
                ? group.units.map(item)
                : [
                    element('item', { identifier: `group-${index + 1}`, isvisible: 'true' }, [
                      element('title', {}, group.title),
                      ...group.units.map(item),
                      FREE_CHOICE,
                    ]),
                  ],
            ),
            FREE_CHOICE,
          ]),
        ]),
        element('resources', {}, [
          ...units.map(resource),
          element(
            'resource',
            { identifier: 'shared', type: 'webcontent', 'adlcp:scormType': 'asset' },
            shared.map(file),
          ),
        ]),
      ],
    ),
  );
}

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

const item = ({ unit }: PackedUnit): string =>
  element(
    'item',
    { identifier: `item-${unitName(unit)}`, identifierref: unitName(unit), isvisible: 'true' },
    [element('title', {}, shownTitle(unit)), OWN_WORD],
  );

const resource = ({ unit, launch, files }: PackedUnit): string =>
  element(
    'resource',
    { identifier: unitName(unit), type: 'webcontent', 'adlcp:scormType': 'sco', href: launch },
    [...files.map(file), element('dependency', { identifierref: 'shared' })],
  );

const file = (path: string): string => element('file', { href: path });
