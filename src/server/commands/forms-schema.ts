/** `smartxpo-consent forms schema`: the JSON Schema that editors complete and check forms with. */
import { formJsonSchema } from '../json-schemas.ts';

export function printSchema(): number {
  console.log(JSON.stringify(formJsonSchema(), null, 2));
  return 0;
}
