const PAIRS = `
  Catherine=Cathy Elizabeth=Liz Margaret=Peggy Susan=Sue Jennifer=Jen Rebecca=Becky Victoria=Vicky Alexandra=Sasha Katherine=Kate
  Deborah=Debbie Samantha=Sam Pamela=Pam Sandra=Sandy Judith=Judy Abigail=Abby William=Bill Robert=Bob Richard=Dick Michael=Mike
  James=Jim Thomas=Tom Christopher=Chris Anthony=Tony Benjamin=Ben Daniel=Dan Matthew=Matt Andrew=Andy Nicholas=Nick Edward=Ted
  Joseph=Joe Samuel=Sam Timothy=Tim Stephen=Steve Gregory=Greg Alexander=Alex Jonathan=Jon Kenneth=Ken Ronald=Ron Katharina=Käthe
  Franziska=Franzi Elisabeth=Lisa Johanna=Hanna Wolfgang=Wolf Friedrich=Fritz Heinrich=Heinz Matthias=Matze Sebastian=Basti
  Maximilian=Max Johannes=Hannes Florian=Flo Tobias=Tobi Concepción=Concha Francisca=Paca Dolores=Lola Montserrat=Montse
  Francisco=Paco Ignacio=Nacho Joaquín=Quino Jesús=Chus Giuseppe=Beppe Francesca=Fra Alessandro=Sandro Salvatore=Totò Lorenzo=Enzo
  Wilhelmina=Mina Geertruida=Truus Cornelis=Kees Hendrik=Henk Małgorzata=Gosia Agnieszka=Aga Katarzyna=Kasia Aleksandra=Ola
  Joanna=Asia Elżbieta=Ela Zofia=Zosia Krzysztof=Krzysiek Stanisław=Staszek Wojciech=Wojtek Grzegorz=Grześ László=Laci István=Pista
  Erzsébet=Bözsi Zsófia=Zsófi Екатерина=Катя Наталья=Наташа Анастасия=Настя Дмитрий=Дима Сергей=Серёжа Владимир=Вова Михаил=Миша
  Ekaterina=Katya Natalya=Natasha Anastasia=Nastya Dmitri=Dima Vladimir=Vova Mikhail=Misha Oleksandr=Sashko Giorgos=Yorgos
  Mohammed=Mo Youssef=Joe Lakshmi=Lucky Venkatesh=Venky Subramaniam=Subbu Oluwaseun=Seun Oluwadamilola=Dami Chukwuemeka=Emeka
  Babatunde=Tunde Qiang=John Xinyi=Cindy Yuting=Tina Haoran=Howard Takashi=Tak Kenichi=Ken Tuấn_Kiệt=Kevin Mỹ_Linh=Linda`;

const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(/\s+/)
    .map((pair) => {
      const [long = '', short = ''] = pair.replaceAll('_', ' ').split('=');
      return [long, short];
    })
);

/** What colleagues call somebody, where there is such a form. */
export function nickname(given: string): string | undefined {
  return SHORT_FORMS.get(given);
}
