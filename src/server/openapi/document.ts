/** The HTTP contract as OpenAPI 3.1, generated from the schemas that validate. */
import { formDefinitionSchema } from '../../protocol/form-definition.schema.ts';
import { deliverySchema } from '../../protocol/operation.schema.ts';
import { policyVersionSchema } from '../../protocol/policy.schema.ts';
import { PROBLEM_STATUS, problemType } from '../../protocol/problem.ts';
import { siteSchema } from '../../protocol/site.schema.ts';
import { themeChangeSchema } from '../../protocol/theme.schema.ts';
import { VERSION } from '../../version.ts';
import { schemaOf } from '../json-schemas.ts';
import { draftSchema } from '../policies/drafts.ts';
import { withdrawalSchema } from '../routes/staff-policies.ts';
import { permissionCheckSchema } from '../routes/permission-check.ts';
import { confirmationSchema } from '../routes/confirm.ts';
import { codeSessionSchema, sessionSchema, signInLinkSchema } from '../routes/sessions.ts';
import { formDraftSchema, formPublicationSchema } from '../../protocol/staff-forms.schema.ts';
import { correspondenceSchema } from '../../protocol/correspondence.schema.ts';
import {
  liftSchema,
  searchSchema,
  staffMessageSchema,
  staffStepSchema,
} from '../../protocol/request.schema.ts';
import { submissionExportSchema, submissionSearchSchema } from '../../protocol/staff-submissions.schema.ts';
import { STAFF_PATHS } from './staff-paths.ts';
import { REQUEST_PATHS } from './request-paths.ts';
import { SUBMISSION_PATHS } from './submission-paths.ts';
import { VISITOR_PATHS } from './visitor-paths.ts';
import {
  newPasskeySchema,
  newPersonSchema,
  personChangeSchema,
  shownPasskeySchema,
  staffLinkSchema,
  staffSessionSchema,
} from '../../protocol/staff.schema.ts';

export function openApiDocument(publicUrl: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'smartxpo-consent', version: VERSION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    paths: { ...VISITOR_PATHS, ...STAFF_PATHS, ...SUBMISSION_PATHS, ...REQUEST_PATHS },
    components: {
      schemas: {
        Delivery: schemaOf(deliverySchema),
        FormDefinition: schemaOf(formDefinitionSchema),
        PolicyVersion: schemaOf(policyVersionSchema),
        Site: schemaOf(siteSchema),
        SignInLink: schemaOf(signInLinkSchema),
        Session: schemaOf(sessionSchema),
        CodeSession: schemaOf(codeSessionSchema),
        Confirmation: schemaOf(confirmationSchema),
        PermissionCheck: schemaOf(permissionCheckSchema),
        StaffLink: schemaOf(staffLinkSchema),
        StaffSession: schemaOf(staffSessionSchema),
        NewPasskey: schemaOf(newPasskeySchema),
        ShownPasskey: schemaOf(shownPasskeySchema),
        NewPerson: schemaOf(newPersonSchema),
        PersonChange: schemaOf(personChangeSchema),
        FormDraft: schemaOf(formDraftSchema),
        FormPublication: schemaOf(formPublicationSchema),
        SubmissionSearch: schemaOf(submissionSearchSchema),
        SubmissionExport: schemaOf(submissionExportSchema),
        Correspondence: schemaOf(correspondenceSchema),
        RequestStep: schemaOf(staffStepSchema),
        RequestMessage: schemaOf(staffMessageSchema),
        RequestSearch: schemaOf(searchSchema),
        RequestLift: schemaOf(liftSchema),
        ThemeChange: schemaOf(themeChangeSchema),
        PolicyDraft: schemaOf(draftSchema),
        PolicyWithdrawal: schemaOf(withdrawalSchema),
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: {
              enum: Object.keys(PROBLEM_STATUS).map((code) =>
                problemType(code as keyof typeof PROBLEM_STATUS),
              ),
            },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            operation: { type: 'string', description: 'Id of the operation this is about' },
            errors: { type: 'array', items: { type: 'object', required: ['pointer', 'code'] } },
          },
        },
      },
      responses: {
        Problem: {
          description: 'Problem document (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer' },
        serviceKey: { type: 'http', scheme: 'bearer' },
        staffKey: { type: 'http', scheme: 'bearer' },
        staffSession: { type: 'apiKey', in: 'cookie', name: '__Host-sx-staff' },
        capability: { type: 'apiKey', in: 'header', name: 'Authorization' },
      },
    },
  };
}
