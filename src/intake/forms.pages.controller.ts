import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../kernel/errors.js';
import { isCode } from '../kernel/codelist.js';
import { Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { emptyForm, Form, readForm, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import type { WithFormKeys } from '../platform/http/form-keys.js';
import { Page, page, type Redirect } from '../platform/page/page.js';
import { publicForms } from '../referrals/referral.codes.js';
import { formPage, receiptWords, statusPage, tooManyPage } from './forms.view.js';
import { IntakeService } from './intake.service.js';
import { OnBehalfForm, ProfessionalForm, ReceiptForm, SelfForm, type PublicForm } from './public-form.dto.js';

const asks = { self: SelfForm, on_behalf: OnBehalfForm, professional: ProfessionalForm } as const;

/**
 * What anybody may send. Addresses and titles say nothing of whom or what it is for, there is no cookie before there is a form
 * to bind to one, and every page can be left at once.
 */
@Controller('forms/:desk')
export class FormsPagesController {
  constructor(private readonly intake: IntakeService) {}

  @Get()
  @Open()
  async show(@Param('desk') number: string): Promise<Page> {
    return page('intake/pages/before.njk', { desk: await this.intake.desk(number) });
  }

  @Get('device')
  @Open()
  async device(@Param('desk') number: string): Promise<Page> {
    return page('intake/pages/device.njk', { desk: await this.intake.desk(number) });
  }

  @Get('choice')
  @Open()
  async choice(@Param('desk') number: string): Promise<Page> {
    const desk = await this.intake.desk(number);
    return page('intake/pages/choice.njk', {
      desk,
      forms: publicForms.filter(({ code }) => desk.forms.includes(code)),
    });
  }

  @Get('receipt')
  @Open()
  async receipt(@Param('desk') number: string): Promise<Page> {
    return statusPage(await this.intake.desk(number), emptyForm);
  }

  @Post('receipt')
  @Open()
  async status(
    @Param('desk') number: string,
    @CurrentExchange() { request }: Exchange,
    @Form(ReceiptForm) form: FormOf<ReceiptForm>,
  ): Promise<Page | Redirect> {
    const desk = await this.intake.desk(number);
    return submit(form, {
      act: async (asked) => {
        const said = await this.intake.status(desk, request.ip ?? '', asked);
        if (said === null) return tooManyPage(desk);
        return page('intake/pages/status.njk', { desk, said: receiptWords(said) });
      },
      again: (raw) => statusPage(desk, raw),
    });
  }

  @Get(':form')
  @Open()
  async new(
    @Param('desk') number: string,
    @Param('form') code: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    if (!isCode(publicForms, code)) throw new NotFound();
    return formPage(await this.intake.desk(number), code, form);
  }

  @Post(':form')
  @Open()
  async create(
    @Param('desk') number: string,
    @Param('form') code: string,
    @CurrentExchange() { request }: Exchange,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    if (!isCode(publicForms, code)) throw new NotFound();
    const desk = await this.intake.desk(number);
    const form: FormOf<PublicForm> = readForm<PublicForm>(asks[code], body);
    if (!desk.forms.includes(code)) return formPage(desk, code, form.raw);
    const { ip: address = '', formKey }: WithFormKeys = request;
    return submit(form, {
      act: async (given) => {
        const receipt = await this.intake.send({ desk, code, address, formKey }, given);
        return receipt ? page('intake/pages/sent.njk', { desk, receipt }) : tooMany(desk, code, form.raw);
      },
      again: (raw) => formPage(desk, code, raw),
    });
  }
}

/** Nothing was kept, so what was typed is given back. */
function tooMany(...[desk, code, raw]: Parameters<typeof formPage>): Page {
  const { view, model } = formPage(desk, code, raw);
  return new Page(view, { ...model, tooMany: true }, 429);
}
