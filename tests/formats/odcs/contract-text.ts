/** The skeleton of a contract that `curriculum.md` 4.2 gives as valid. */
export const SKELETON = `apiVersion: v3.1.0
kind: DataContract
id: 6f0c2c1e-5a0e-4b8e-9d2b-2f6f0a4f7c10
name: Loan applications (bronze)
version: 1.0.0
status: active
domain: credit-risk
description: {purpose: Train and score loan-default., limitations: No outcome labels. Not for marketing., usage: One file per ISO week.}
team: {name: credit-data, members: [{username: ines@harborlight.example, role: owner}]}
support: [{channel: "#credit-data", tool: slack}]
servers: [{server: lake, type: local, path: data/applications.csv, format: csv}]
schema:
  - name: applications
    physicalName: applications.csv
    physicalType: file
    properties:
      - {name: application_id, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true, unique: true,
         classification: internal, logicalTypeOptions: {pattern: '^A-[0-9]{6}$'}}
      - {name: national_id, logicalType: string, required: true, classification: restricted, tags: [pii]}
      - {name: bureau_score, logicalType: integer, classification: confidential, logicalTypeOptions: {minimum: 300, maximum: 850},
         quality: [{metric: nullValues, mustBeLessThan: 15, unit: percent, dimension: completeness, severity: warning}]}
      - name: country
        logicalType: string
        required: true
        classification: internal
        quality: [{metric: invalidValues, arguments: {validValues: [DE, PL, PT, SE]}, mustBe: 0, dimension: conformity, severity: error}]
    quality:
      - {metric: rowCount, mustBeGreaterThan: 100, dimension: coverage, severity: error}
      - {metric: duplicateValues, arguments: {properties: [customer_id, applied_at]}, mustBe: 0, dimension: uniqueness, severity: error}
      - {type: sql, query: SELECT COUNT(*) FROM applications WHERE debt_month_eur > income_month_eur, mustBeLessOrEqualTo: 0, severity: error}
    customProperties: [{property: additionalColumns, value: reject}]
slaProperties:
  - {property: latency, value: 8, unit: d, element: applications.applied_at}
  - {property: retention, value: 5, unit: y, element: applications.applied_at}
  - {property: frequency, value: 1, unit: w}
`;
