import type { Comparison } from '../comparison';
import { NameShares } from '../text/name-shares';
import { TokenKinship } from '../text/token-kinship';
import type { ComparedPeople } from './compared-people';
import { DomainNames } from './domain-names';
import { FamilyNameComparison } from './family-name';
import { GivenNameComparison } from './given-name';
import { HandleCores } from './handle-cores';
import { MailDomainComparison } from './mail-domain';
import { MailboxComparison } from './mailbox';
import { NameAlignment } from './name-alignment';
import { NamesInHandle } from './names-in-handle';
import { UsernameComparison } from './username';

/** What compares people by their names, usernames and addresses. They share what one of them works out. Both lists are encoded. */
export function nameComparisons(people: ComparedPeople): readonly Comparison[] {
  const { users, books } = people;
  const kinship = new TokenKinship(books.names);
  const shares = new NameShares(books.names, users.rowCount);
  const names = new NameAlignment(people, kinship, shares);
  const domains = new DomainNames(users, books);
  const parts = {
    cores: new HandleCores(books.handles),
    names: new NamesInHandle(users, books, kinship, shares),
    domains
  };
  return [
    new GivenNameComparison(people, names),
    new FamilyNameComparison(people, names),
    new UsernameComparison(people, parts),
    new MailboxComparison(people, parts),
    new MailDomainComparison(people, domains)
  ];
}
