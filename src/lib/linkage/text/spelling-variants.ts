/** One name, spelled in Latin letters by different ears and authorities. The first is the key; folded, one group per line. */
const GROUPS = `
  mohammed muhammad muhamad muhammet mohamed mohammad mohamad muhammed muhamed mohamet mehmed mehmet mohammod mohd
  ahmed ahmad ahmet achmed akhmed ahmat
  youssef yusuf yousef yousuf yusef yosef josef joseph youssouf yousif
  hussein hussain husain hossain hossein husein huseyin houssein
  hassan hasan hasen hacene
  khalid khaled halid chaled
  omar umar omer oumar
  ibrahim ebrahim ibraheem brahim
  mahmoud mahmud mahmut mahmood
  mustafa moustafa mostafa mustapha moustapha
  abdullah abdallah abdulla abdoullah
  abdulrahman abdelrahman abdurrahman abderrahmane abdulrehman abderrahman
  abdulaziz abdelaziz abdelazeez
  fatima fatma fatimah fatimeh fatouma fathima
  aisha ayesha aicha aysha aischa aishah
  osman othman uthman usman ousmane
  suleiman sulaiman suleyman soliman souleymane sulayman
  jamal gamal djamal jamaal cemal
  saeed said saied saeid sayeed
  yahya yehia yahia
  zainab zeinab zaynab zeynep zineb
  khadija khadijah hatice khadeeja
  rashid rasheed rachid raschid rasit
  karim kareem kerim
  salim saleem selim
  hamid hameed
  tariq tarek tarik tareq
  noor nour nur noura
  leila layla laila leyla lejla leyla
  yasmin yasmine jasmin jasmine yasmeen jasmina
  amin ameen emin
  bashir basheer bachir
  hakim hakeem
  walid waleed oualid
  nasser naser nasir
  qasim kassem kasim qassem
  mariam maryam meryem miriam myriam mariyam
  chaudhry chaudhary choudhury chowdhury chaudhuri choudhary chaudry
  mukherjee mukerji mukherji
  banerjee banerji
  agarwal aggarwal agrawal
  sharma sarma
  lakshmi laxmi
  krishna krisna
  shrivastava srivastava shrivastav srivastav
  chakraborty chakrabarti chakravarty
  vijay bijay
  kim gim
  park bak pak
  choi choe choy
  jung jeong chung cheong
  kang gang
  cho jo
  yoon yun
  shin sin
  kwon gwon
  hwang whang
  yoo yu ryu
  lim im
  tchaikovsky chaykovskiy tschaikowski tchaikovski
  evgeny yevgeny evgeniy yevgeniy jewgeni evgenii evgeni eugeny
  alexey aleksey alexei aleksei alexej aleksej oleksiy
  sergey sergei sergej serhiy sergiy serhii
  dmitry dmitri dmitriy dmitrij dimitri dimitry dmytro dmitrii
  andrey andrei andrej andriy andrii
  ekaterina yekaterina jekaterina kateryna
  yulia julia yuliya iuliia yuliia juliya julija
  tatiana tatyana tatjana tetiana tetyana
  natalia natalya natalja nataliya nataliia
  elena yelena jelena olena
  pavel pawel pavlo
  mikhail michail mihail mykhailo mikhailo mihajlo
  nikolay nikolai nikolaj mykola
  alexander aleksander aleksandr alexandr oleksandr aleksandar
  nikolaos nicolaos
  olga olha
  shevchenko schewtschenko sevcenko szewczenko
  kovacevic kovachevich
  oleg oleh
  igor ihor
  vladimir volodymyr wladimir
  giorgos georgios yorgos giorgios george
  ioannis yannis giannis yiannis ioannes
  dimitris dimitrios demetrios dimitri
  konstantinos constantinos kostantinos
  panagiotis panayiotis
  geoffrey jeffrey
  stephen steven
  stephan stefan steffan
  christian kristian
  christopher kristofer kristoffer cristopher christoffer
  frederic frederick frederik fredrik
  lucas lukas
  nicolas nicholas nikolas
  sofia sophia
  sofie sophie
  tomas tomasz tomaz
  katherine catherine kathryn catharine katharine cathryn
  philip phillip philipp filip
  carl karl
  eric erik erick
  sara sarah zara
  matthew mathew
  matthias mathias
  jon john
  ann anne
  bryan brian
  allan alan allen
  shaun sean shawn
`;

const KEYS: ReadonlyMap<string, string> = new Map(
  GROUPS.trim()
    .split('\n')
    .flatMap((line) => {
      const names = line.trim().split(' ');
      return names.map((name) => [name, names[0]] as const);
    })
);

/** The spelling that stands for all of its group, for names that are written in many ways. */
export function spellingVariant(token: string): string | undefined {
  return KEYS.get(token);
}
