// What Discord takes of an application's own words (OpenAPI, ApplicationFormPartial).
import { z } from "zod";

const install = z.strictObject({
  scopes: z.array(z.enum(["bot", "applications.commands"])).min(1),
  permissions: z.string().regex(/^\d+$/),
});
const application = z.strictObject({
  description: z.string().max(400).optional(),
  interactions_endpoint_url: z.url().max(2048).nullable().optional(),
  tags: z.array(z.string().min(1).max(20)).max(5).optional(),
  integration_types_config: z
    .partialRecord(z.enum(["0", "1"]), z.strictObject({ oauth2_install_params: install.optional() }))
    .optional(),
});

export const applicationBreaches = (body: unknown): string[] =>
  application.safeParse(body).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
