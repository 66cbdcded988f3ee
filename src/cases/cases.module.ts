import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { SendingModule } from '../sending/sending.module.js';
import { AddressesApiController } from './addresses.api.controller.js';
import { AddressesPagesController } from './addresses.pages.controller.js';
import { AddressesService } from './addresses.service.js';
import { AttemptsPagesController } from './attempts.pages.controller.js';
import { AttemptsService } from './attempts.service.js';
import { CasesApiController } from './cases.api.controller.js';
import { CasesPagesController } from './cases.pages.controller.js';
import { CasesService } from './cases.service.js';
import { ClientPagesController } from './client.pages.controller.js';
import { ClientsApiController } from './clients.api.controller.js';
import { ClientsService } from './clients.service.js';
import { ClosurePagesController } from './closure.pages.controller.js';
import { ConsentsPagesController } from './consents.pages.controller.js';
import { ContactMethodPages } from './contact-method-pages.js';
import { ContactMethodsApiController } from './contact-methods.api.controller.js';
import { ContactMethodsPagesController } from './contact-methods.pages.controller.js';
import { ContactMethodsService } from './contact-methods.service.js';
import { LikenessesApiController } from './likenesses.api.controller.js';
import { LikenessesPagesController } from './likenesses.pages.controller.js';
import { LikenessesService } from './likenesses.service.js';
import { LooksApiController } from './looks.api.controller.js';
import { LooksPagesController } from './looks.pages.controller.js';
import { Looks } from './looks.service.js';
import { NewOutgoing } from './new-outgoing.js';
import { NotesPagesController } from './notes.pages.controller.js';
import { OutgoingApiController } from './outgoing.api.controller.js';
import { OutgoingPagesController } from './outgoing.pages.controller.js';
import { OutgoingService } from './outgoing.service.js';
import { PerpetratorsApiController } from './perpetrators.api.controller.js';
import { PerpetratorsPagesController } from './perpetrators.pages.controller.js';
import { PerpetratorsService } from './perpetrators.service.js';
import { PostalAddressesApiController } from './postal-addresses.api.controller.js';
import { PostalAddressesPagesController } from './postal-addresses.pages.controller.js';
import { PostalAddressesService } from './postal-addresses.service.js';
import { RelatedApiController } from './related.api.controller.js';
import { RelatedPagesController } from './related.pages.controller.js';
import { RelatedService } from './related.service.js';
import { SeenBeforeApiController } from './seen-before.api.controller.js';
import { SeenBeforePagesController } from './seen-before.pages.controller.js';
import { SeenBeforeService } from './seen-before.service.js';

@Module({
  imports: [PeopleModule, SendingModule],
  controllers: [
    CasesPagesController,
    NotesPagesController,
    AttemptsPagesController,
    ClosurePagesController,
    ContactMethodsPagesController,
    OutgoingPagesController,
    AddressesPagesController,
    PostalAddressesPagesController,
    ConsentsPagesController,
    ClientPagesController,
    PerpetratorsPagesController,
    LikenessesPagesController,
    SeenBeforePagesController,
    RelatedPagesController,
    LooksPagesController,
    CasesApiController,
    LooksApiController,
    ClientsApiController,
    ContactMethodsApiController,
    PerpetratorsApiController,
    LikenessesApiController,
    SeenBeforeApiController,
    RelatedApiController,
    AddressesApiController,
    PostalAddressesApiController,
    OutgoingApiController,
  ],
  providers: [
    CasesService,
    AttemptsService,
    ClientsService,
    ContactMethodsService,
    ContactMethodPages,
    PerpetratorsService,
    LikenessesService,
    SeenBeforeService,
    RelatedService,
    AddressesService,
    PostalAddressesService,
    OutgoingService,
    NewOutgoing,
    Looks,
  ],
  exports: [CasesService, ClientsService, ContactMethodsService, ContactMethodPages],
})
export class CasesModule {}
