/** What `npm run credential -- --help` prints. */
export const CREDENTIAL_HELP = `npm run credential -- <command> [options]

For issuers. What an issuer keeps stands in one folder, --folder (issuer unless told):
  register.json   name, keys' public halves, what was issued; no secret, not for publication
  key.json        the signing key, encrypted with the passphrase
  public/         what goes on the web server, served with Access-Control-Allow-Origin: *
  issued/         the certificates, to be given to their holders
The passphrase is read from the variable PLUMBLINE_PASSPHRASE, or from the file that --passphrase-file names.

  keygen --name <name> --url <https://…/> [--did did:web:…]
        makes a key and the folder; without --did the issuer is a did:key, which proves no identity
  keygen … --import <key.json>
        the same with a key that was backed up before, here or on the page /issue/
  did
        shows the issuer's DID and where its did.json is published
  issue --certificate <program> --record <file.regrade.json>… [--name <holder>] [--email <address>]
        [--assurance A1|A2|A3] [--by <person>] [--grader did:key:…]
        signs a certificate for each learner of the records; --grader accepts records of this grader from now on
  issue --batch <file.batch.json> [--assurance A1|A2|A3] [--by <person>] [--grader did:key:…]
        the same for everybody of a batch that a cohort's page or "npm run cohort -- certify" wrote; issued.json goes back there
  revoke <id> [--reason <words>]
        revokes a certificate and writes the status list anew
  status
        writes did.json and the status list anew; a list is good for 90 days
  rotate [--lost]
        a new key; the old one stays in did.json, or is revoked there when it is --lost

For everybody.
  verify <file.json|png|svg or link> [--keys did.json]… [--status list.json]… [--issuer <did>=<name>]…
        the four lines of the verify page: signature, issuer, dates, status. Reads no network.

Exit code: 0 done or the certificate holds, 1 it does not hold or a question is open, 2 bad input`;
