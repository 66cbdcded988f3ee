/** A schema as OpenAPI 3.0 writes it, as far as ours go. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export type Schemas = Readonly<Record<string, Schema>>;

export function resolved(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** Where a value is not what the schema says, each by its path; empty where it is. */
export function violations(value: unknown, given: Schema, schemas: Schemas, path = '$'): string[] {
  const schema = resolved(given, schemas);
  if (value === null) return schema.nullable === true || schema.type === undefined ? [] : [`${path} is null`];
  if (schema.allOf) return schema.allOf.flatMap((each) => violations(value, each, schemas, path));
  if (schema.oneOf) {
    const fits = schema.oneOf.some((each) => violations(value, each, schemas, path).length === 0);
    return fits ? [] : [`${path} is none of its kinds`];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is no code of its list`];
  return ofType(value, schema, { schemas, path });
}

interface Place {
  readonly schemas: Schemas;
  readonly path: string;
}

function ofType(value: unknown, schema: Schema, { schemas, path }: Place): string[] {
  const type = schema.type ?? (schema.properties ? 'object' : undefined);
  if (type === 'array') {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((each, at) =>
      violations(each, schema.items ?? {}, schemas, `${path}[${String(at)}]`),
    );
  }
  if (type === 'object') return inObject(value, schema, { schemas, path });
  if (type === 'integer') return Number.isInteger(value) ? [] : [`${path} is no whole number`];
  if (type === undefined) return [];
  return typeof value === type ? [] : [`${path} is no ${type}`];
}

function inObject(value: unknown, schema: Schema, { schemas, path }: Place): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const missing = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${path}.${name} is missing`);
  const within = Object.entries(value).flatMap(([name, each]) => {
    const known = schema.properties?.[name];
    if (known) return violations(each, known, schemas, `${path}.${name}`);
    if (typeof schema.additionalProperties === 'object')
      return violations(each, schema.additionalProperties, schemas, `${path}.${name}`);
    return schema.properties && schema.additionalProperties !== true
      ? [`${path}.${name} is not documented`]
      : [];
  });
  return [...missing, ...within];
}
