import { inWords, type FormatFault, type Reading } from '../format-fault.ts';
import { SchemaValidator } from '../json-schema/json-schema.ts';
import { readYamlDocument } from '../yaml/yaml-document.ts';
import type { DataContract } from './data-contract.ts';
import { ODCS_SCHEMA } from './odcs-schema.ts';

let validator: SchemaValidator | undefined;

/**
 * Reads a data contract in YAML (or JSON, which is YAML too) and holds it to ODCS.
 *
 * @param version the `apiVersion` that is wanted; any of the standard's unless told
 */
export function readContract(text: string, file: string, version?: string): Reading<DataContract> {
  const read = readYamlDocument(text, file, 'ruamel');
  if (!read.value) return { faults: read.faults };
  validator ??= new SchemaValidator(ODCS_SCHEMA, '2019-09');
  const contract = read.value.value as DataContract;
  const [first, ...others] = [...validator.faults(read.value), ...versionFaults()];
  return first ? { faults: [first, ...others] } : { value: contract };

  function versionFaults(): readonly FormatFault[] {
    const stated = (read.value?.value as Partial<DataContract> | null)?.apiVersion;
    if (version === undefined || typeof stated !== 'string' || stated === version) return [];
    if (!/^v\d+\.\d+\.\d+$/.test(stated)) return [];
    return [
      {
        file,
        line: read.value?.lineOf(['apiVersion']) ?? 1,
        path: 'apiVersion',
        found: inWords(stated),
        wanted: `the text "${version}"`,
      },
    ];
  }
}
