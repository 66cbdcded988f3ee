import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NotFound } from '../../kernel/errors.js';

/** What the parts of an address must look like to name anything. The database would fail on the rest. */
const shapes: readonly (readonly [RegExp, (value: string) => boolean])[] = [
  [/(^id|Id)$/, (value) => isUUID(value)],
  [/^(edition|number)$/, (value) => /^[1-9]\d{0,8}$/.test(value)],
];

/** What is no id names nothing: the same answer as an id that names nothing, or something hidden. */
@Injectable()
export class RouteIds implements PipeTransform {
  transform(value: unknown, { type, data }: ArgumentMetadata): unknown {
    if (type !== 'param' || !data) return value;
    const [, isSound] = shapes.find(([name]) => name.test(data)) ?? [];
    if (isSound && !(typeof value === 'string' && isSound(value))) throw new NotFound();
    return value;
  }
}
