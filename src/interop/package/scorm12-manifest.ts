import { shownTitle, type PackageContents, type PackedUnit } from './package-contents.ts';
import { unitName } from '../unit.ts';
import { element, xmlDocument } from './xml.ts';

/**
 * `imsmanifest.xml` of SCORM 1.2.
 *
 * There is no `adlcp:masteryscore`: with it an LMS makes its own verdict out of a score, and would call a lab failed that is
 * still being worked on, or passed although a check that must hold does not.
 */
export function scorm12Manifest(contents: PackageContents): string {
  const { id, title, groups, shared } = contents;
  const units = groups.flatMap((group) => group.units);
  const isSingle = units.length === 1;
  return xmlDocument(
    element(
      'manifest',
      {
        identifier: id,
        version: '1.0',
        xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
        'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd',
      },
      [
        METADATA,
        element('organizations', { default: `${id}-organization` }, [
          element('organization', { identifier: `${id}-organization` }, [
            element('title', {}, title),
            ...groups.flatMap((group, index) =>
              isSingle
                ? group.units.map(item)
                : [
                    element('item', { identifier: `group-${index + 1}` }, [
                      element('title', {}, group.title),
                      ...group.units.map(item),
                    ]),
                  ],
            ),
          ]),
        ]),
        element('resources', {}, [
          ...units.map(resource),
          element(
            'resource',
            { identifier: 'shared', type: 'webcontent', 'adlcp:scormtype': 'asset' },
            shared.map(file),
          ),
        ]),
      ],
    ),
  );
}

const METADATA = element('metadata', {}, [
  element('schema', {}, 'ADL SCORM'),
  element('schemaversion', {}, '1.2'),
]);

const item = ({ unit }: PackedUnit): string =>
  element(
    'item',
    { identifier: `item-${unitName(unit)}`, identifierref: unitName(unit), isvisible: 'true' },
    [element('title', {}, shownTitle(unit))],
  );

const resource = ({ unit, launch, files }: PackedUnit): string =>
  element(
    'resource',
    { identifier: unitName(unit), type: 'webcontent', 'adlcp:scormtype': 'sco', href: launch },
    [...files.map(file), element('dependency', { identifierref: 'shared' })],
  );

const file = (path: string): string => element('file', { href: path });
