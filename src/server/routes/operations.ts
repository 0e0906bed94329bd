/** POST /v1/operations: every write a visitor makes. */
import { Hono } from 'hono';
import { deliverySchema } from '../../protocol/operation.schema.ts';
import type { Delivery } from '../../protocol/operation.schema.ts';
import { parse } from '../../protocol/parse.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { actorOf } from '../authorization.ts';
import { deliveryOf } from '../http/multipart.ts';
import { mayAct } from '../http/cors.ts';
import { privateJson } from '../http/headers.ts';
import { asProblem, operationKeyOf, problemResponse } from '../http/problems.ts';
import { saysGpc } from '../http/gpc.ts';
import { takeOperation } from '../intake.ts';
import type { Parts } from '../parts.ts';
import { readSite } from '../publishing.ts';

export function operationRoutes(parts: Parts): Hono {
  return new Hono().post('/operations', async ({ req }) => {
    const key = operationKeyOf(req.raw);
    try {
      const { body, files } = await deliveryOf(req.raw);
      const delivery = deliveryFrom(body, key);
      const site = await readSite(parts.store, delivery.operation.site);
      if (site && !mayAct(parts, site, req.header('origin'))) {
        throw new ProblemError('forbidden', 'Expected an origin that the site lists.');
      }
      const actor = await actorOf(parts, req.header('authorization'));
      const { receipt } = await takeOperation(parts, delivery, actor, { files, gpc: saysGpc(req.raw) });
      return privateJson(receipt, 201);
    } catch (error) {
      return problemResponse(asProblem(error), key);
    }
  });
}

/** The key must be the operation's own id, or a retry could be taken for another operation. */
function deliveryFrom(body: unknown, key: string | undefined): Delivery {
  const { value, findings } = parse(deliverySchema, body);
  if (key === undefined) throw new ProblemError('idempotency-key-missing');
  if (findings !== undefined) throw new ProblemError('validation', '', findings);
  if (value.operation.id !== key)
    throw new ProblemError('idempotency-key-missing', 'Expected the id of the operation.');
  return value;
}
