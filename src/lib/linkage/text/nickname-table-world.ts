/**
 * As in the English table: German, Dutch, Scandinavian, French, Spanish, Portuguese, Italian, Slavic, Hungarian, Romanian,
 * Greek, Turkish, Arabic, Hebrew, Indian, Yoruba and Igbo names, in this order. Double names are written as one word.
 */
export const WORLD_NICKNAMES = `
  adelheid heidi, alexander alex sascha xandi lex sander sandro, alexandra alex sandra xandi sascha, alfred fred fredi
  fredl, alois lois loisl luis, andreas andi andy andre dreas, angelika geli angie, annegret anne gretel, annemarie
  anne annemie mia, anneliese anne liese liesl, antonia toni, anton toni, arthur atze, august gustl, barbara babsi
  barbel babs, benedikt bene beni benni ben, benjamin ben benni beni benny benno, bernhard bernd berni hardi,
  bernhardine dina, brigitte gitte biggi gitta britta, charlotte lotte lotti charly, christian chris christl krischan,
  christiane christel jane chris, christine christel chrissi tina chris christl, christoph chris stoffel, claudia
  claudi, cornelia conny nele conni nelly corny, daniel dani danny dan, daniela dani ela, dietrich dieter diet,
  dominik dom domi nik, dorothea dora thea doro dorle, doris dorle, eberhard ebi hardy, eduard edi ede eddy, elfriede
  elfi friedel, elisabeth lisa elli sissi lisbeth elsbeth liesel sisi bettina betty else elsa elise ella liesl, emil
  emilio, erika eri, ernst erni, eva evi, felix fe, ferdinand ferdi ferdl nando, florian flo flori floh, franz franzl
  franzi, franziska franzi franzl fanny ziska sissi, friederike rike fritzi frieda, friedhelm friedel, friedrich fritz
  fred frieder friedel, gabriele gabi gaby gabriela, gabriela gabi gaby ela, georg schorsch jorg jurgen girgl, gerhard
  gerd hardy geri gert, gertrud trude trudi gerti traudl gertrude, gottfried gottl friedel, gregor gregi, gudrun gudi,
  gunther gunni, gustav gustl, hannelore hanne lore hanni, hans hansi hannes, hansjurgen hans jurgen hajo, heinrich
  heinz heiner heini hein hinnerk henrik, helene leni lena helen, helga helgi, helmut heli helmi, henriette jette
  henni, herbert herbi bert, hermann herm, hildegard hilde hilda, hubert hubsi bertl, ingeborg inge inga, ingrid inge,
  irmgard irma irmi, isabella isa bella, isabelle isa belle bella, jakob jockel jaki kobi jack, jan janni, joachim
  achim jochen jo jockel, johann hans hannes johannes jo, johanna hanna hanne jo hanni, johannes hannes hans jo jonny,
  jonas joni, jonathan jona joni, josef sepp jupp josi beppo pepi seppi, josefine josi fine josie, julia jule juli,
  julian jule juli, juliane jule juli julia, jurgen jogi, karl kalle charly carl, karolina lina caro, karoline lina
  caro karo, kaspar kasper, katharina kathi kati katja kathrin nina kathe kate trine rina katrin, katrin kati kathi,
  klara klarchen, klaus niklaus klausi, konrad conny kurt konni, konstantin konsti costa tino, konstanze stanzi conny,
  kornelia conny nele, kunigunde kuni gundi, laura lauri, leonhard leo hardy lenni lenz, leopold leo poldi, lieselotte
  lilo lotte liese, linus lini, lorenz lenz enzo, ludwig lutz lui luggi wiggerl, lukas luki luke, magdalena lena magda
  leni madlen, manfred manni fredi, manuel manu, manuela manu ela, margarete grete gretel margit margret gitta marga,
  margarethe grete gretel margit margret marga, maria mia mizzi marie mitzi ria, marianne mari anne janne, martin
  maddin martl, martina tina, mathilde tilda hilde tilly, matthias matze hias mats matti hiasl, matthaus matze,
  maximilian max maxi maxl, melanie mel meli mella, michael michi micha michel mike michl, michaela michi micha ela
  mica, monika moni, moritz mo mori, natalie nati nat, nicole nicki nici nikki, nikolai niko klaus, nikolaus klaus
  niko nik nick klas, norbert nobbi bert, ottilie tilly otti, patricia pat patti trixi, patrick pat, paula pauli,
  peter pit pitt pete peterle, petra peti, philipp phil lips fips, raimund mundi, rainer reini, regina gina regi,
  reinhard reini hardy rein, reinhold reini holdi, renate reni nate, richard ritschi rick, robert rob robi bert,
  roland roli rolli, rosemarie rosi romy rosa rose marie, rosa rosi, rudolf rudi rolf dolf rudl, rupert ruppi, ruth
  ruthi, sabine bine biene sabsi, samuel sam samu, sebastian basti wastl bastian seb sepp, sibylle billa bille sibi,
  siegfried sigi siggi, sigmund sigi, sigrid sigi, silvia silvi, simon simi, sofie soffi, sophia sophie fia, stefan
  steff stef steffen stefi, stefanie steffi steff stefi, susanne susi sanne susa suse sanna, sven svenni, theodor theo
  teddy, theresa resi res theres tess, therese resi res, thomas tom tommi thomi, tobias tobi, ulrich uli ulli, ulrike
  uli rike ulli ulla, ursula uschi ursel ulla uschy ursi, ute uta, valentin vali, valentina vali tina, vera vroni,
  verena vreni vreneli, veronika vroni roni vera, viktoria vicky vicki viki, vinzenz zenz vinz, volker volki, walburga
  burgi wally, waltraud traudl trudi traude wally, walter walti, werner wernerl, wilhelm willi willy helm wim,
  wilhelmine minna mina helma, wolfgang wolf wolfi wolle, xaver xaverl, yvonne yvi, adriaan ad adri arjan janus,
  adrianus ad adri adrie janus, albertus bert ab albert, alexander lex sander xander, antonius toon ton anton antoon
  teun, arnoldus arnold nol, bartholomeus bart, catharina toos trijn rina cato karin tineke, christiaan chris,
  cornelis kees cor nelis cees, cornelia corrie cor nel nelleke, dirk dick diederik, elisabeth els betsie lies bets
  liesbeth elly ilse, everardus evert, franciscus frans frank ciska, frederik freek frits fred, geertruida truus geert
  trudy, gerardus gerard ger geert gerrit, gerrit ger gert, gijsbert gijs, hendrik henk hein rik henri henny, hendrika
  hennie rika riek, hendrikus henk rik, hubertus huub bert bertus, jacob jaap koos jacco, jacobus jaap koos jacques
  ko, jacoba coby cobie, jan jantje, johanna jo annie hanneke joke anneke jans, johannes jan hans joop johan hannes
  jo, jozef jef jos joep, lambertus bert lammert, laurens lau, leonardus leo leon, lodewijk lode, margaretha greet
  margriet gre greetje, maria marieke mieke ria rie marijke miep mia marie marja, marinus rinus, martinus tinus martin
  maarten, matthijs thijs ties, mattheus thijs teeuwis, nicolaas klaas nico, petronella nel petra nelly, petrus piet
  peter pieter, pieter piet peer, roelof roel, sebastiaan bas, theodorus theo dorus, thomas tom, wilhelmina willemijn
  mien mina willy wil, wilhelmus wim willem, willem wim wil pim, anders adde, axel acke, birgitta gitta britta bigge,
  bengt benke, christina stina tina kicki, elisabet lisa lisbet bettan, erik ekan kirre jerka, fredrik fredde frippe,
  gunnar gurra, gustaf gurra, gustav gurra, ingeborg inga bojan, johan jojje hans, karin kajsa, katarina kajsa katta
  karin kaja, kristina stina tina kicki kia, kristian kris kristen, lars lasse, magnus mange, margareta greta maggan
  margit, maria maja mia, mikael micke mike mikke, nils nisse, olof olle, oskar ogge, per pelle peter, peter petter
  peppe, sven svenne, stefan steffe, thomas tompa, ulrika ulla, aleksi alex, juhani juha jussi juho, johannes jussi
  juha juhani, antti andreas, yrjo yrjana, alexandre alex sacha, anais ana, antoine toine tonio titi, benoit ben,
  bernadette nadette bernie, bertrand bert, catherine cathy kate cath, christelle chris, christophe chris tophe,
  clementine clem, dominique dom domi, elisabeth babeth lisa zabeth lise, emmanuel manu, emmanuelle manu emma, etienne
  tienne, francois franck fanfan francky, francoise fanfan soizic, frederic fred freddy, frederique fred, gabriel gabi
  gaby, geraldine gege, guillaume guigui will guy, isabelle isa babelle zaza, jacqueline jacquie line, jacques jacquot
  jack, jean jeannot jano, joseph jo zef, laurent lolo laurie, louis loulou, madeleine mado madie, marguerite margot
  maggy, marie mimi, mathieu math mat, matthieu math mat, maxime max, melanie mel, michel mimi mich, monique momo,
  nathalie nath nat, nicolas nico nic, olivier oliv, patrice pat, patrick pat patou, philippe phil philou, pierre
  pierrot, sebastien seb bastien, sophie soso, stephane steph, stephanie steph fanny, sylvie syl, therese tete,
  thierry titi, veronique vero, vincent vince, virginie vir ginie, xavier xav, adolfo fito, agustin agus tin, alberto
  beto berto tito, alejandra ale jandra sandra alex, alejandro ale alex jandro, alfonso poncho alfon fonso, alfredo
  fredo fredy, alicia ali licha, almudena almu, ana anita, anabel ana bel, andres andy, angel angelito, angeles angie
  nines, antonia toni tona antonieta, antonio toni tono antonito, armando mando, arturo turo, beatriz bea betty,
  begona bego, benito beni, bernardo nardo, carlos charly carlitos, carmen carmela carmencita menchu mamen, carolina
  caro lina, catalina cata lina, cecilia ceci chila, claudia clau, concepcion concha conchita conchi, consuelo chelo,
  cristina cris tina, cristobal tobal cris, daniel dani, daniela dani, diego yago, dolores lola loli lolita, eduardo
  edu lalo guayo, elena lena nena, elisa eli, emilia emi, emilio milo, encarnacion encarna, enrique quique kike quico
  enri, ernesto neto tito, esperanza espe, esteban teban, eugenia geni maru, federico fede fico, felipe pipe feli,
  fernanda fer nanda, fernando fer nando, francisca paca paqui fran curra, francisco paco pancho fran curro quico kiko
  cisco frank, gabriel gabi gabo, gabriela gabi gaby, gerardo gera, gertrudis tula, gonzalo gonza chalo, graciela
  chela grace, gregorio goyo, guadalupe lupe lupita, guillermo guille memo willy, gustavo gus tavo, hector tito,
  ignacio nacho inaki, inmaculada inma, isabel isa chabela bel isabelita, ismael isma, jacinto chinto, jaime jimmy,
  javier javi xavi, jesus chus chuy suso, joaquin quino joaco kino, jorge coque jorgito, jose pepe chepe joseph,
  josefa pepa fina pepita, josefina pepa fina josie, joseantonio josean, joseluis joselu pepelu, josemanuel josema,
  josemaria josema chema, josemaria chema, juan juanito juancho, juancarlos juanca, juana juanita, juanmanuel juanma,
  julian julio, leonardo leo nardo, lorenzo loren, lourdes lulu, luis lucho luisito, manuel manu manolo lolo manny,
  manuela manoli lola manola, marcelo chelo, margarita marga rita, maria mari marita, mariaangeles marian nines
  mariangeles, mariadelcarmen maica mamen maricarmen carmen, mariadolores lola mariado, mariaelena malena mariele,
  mariaisabel maribel marisa, mariajose majo mariajo, marialuisa marisa malu, mariateresa maite mayte, mariavictoria
  marivi mavi, mariano nano, maximiliano maxi max, mercedes merche meche, miguel migue miky, milagros mila, monica
  moni, montserrat montse, natalia nati nata, nicolas nico, olga olguita, oscar oscarito, pablo pablito, patricia
  patri paty, pedro perico pedrito, pilar pili, rafael rafa rafi fael, rafaela rafi, ramon moncho ramoncito, raul
  rulo, remedios reme, ricardo ricky richi cayo, roberto rober beto tito, rocio chio, rodolfo fito rodo, rodrigo
  rodri, rosario charo chayo, salvador salva chava, santiago santi chago yago diego, sebastian sebas, sergio checo,
  socorro coco, soledad sole chole, susana susi, teresa tere maite, teodoro teo, tomas tomi, valentina vale, valeria
  vale, veronica vero, vicente chente vicen, victor vic, victoria vicky toya, virginia vicky virgi, yolanda yoli,
  antonio to toninho, fernando nando, francisco chico xico quico, joao joaozinho juca, jose ze zeca, luis lula
  luisinho, manuel mane neco, maria mariazinha, paulo paulinho, roberto beto, ronaldo ronaldinho, sebastiao tiao,
  alessandra sandra ale, alessandro sandro ale alex, andrea andre, angelo lino angiolino, anna annina annarella,
  antonella anto nella, antonino nino tonino, antonio toni tonio nino toto tonino, bartolomeo meo, beatrice bea bice,
  carlo carletto, caterina cate rina katia nina, chiara chiaretta, concetta tina, cristina cri tina, daniele dani
  lele, daniela dani dany, domenico mimmo nico menico mico, elisabetta betta lisa elisa betty, emanuele manu lele,
  emanuela manu, enrico rico chicco, federica fede, federico fede chicco rico, filippo pippo, francesca fra franca
  cesca checca, francesco franco cesco checco fra ciccio, gabriele lele gabri, gaetano tano, giacomo jack mino, gian
  gianni, giancarlo gianni carlo, gianluca luca gian, giorgio gigio, giovanna gianna vanna nanna, giovanni gianni
  nanni vanni gian giova, giulia giuli giulietta, giuseppa pina, giuseppe beppe peppe pino peppino bepi seppe giuse,
  giuseppina pina giusy peppina, gregorio gori, guglielmo memo, ilaria ila, lorenzo enzo renzo lollo, luciano lucio,
  lucia lucy, ludovico vico, luigi gigi gino, luisa isa, maddalena lena magda, marcello lello, margherita rita marghe,
  maria mari mariuccia mimma, martina marti, massimiliano max massi massimo, massimo max massi, matteo teo, michele
  miki lele, niccolo nico, nicola nico cola, paolo paolino, pasquale pasqualino lino, patrizia patri, pietro piero,
  raffaele lele raffa, raffaella raffa lella, riccardo ricky ricca, roberto robi berto, roberta robi, rosalia lia
  rosa, salvatore toto turi salvo sasa tore, sebastiano bastiano nello, simona simo, simone simo, stefania stefi,
  stefano ste, teresa resi tere, tommaso tommy maso, vincenza enza, vincenzo enzo cenzo vince, vittorio toio, agata
  agatka, agnieszka aga agusia, aleksander alek olek sasza, aleksandra ola olka ala sandra, alicja ala, andrzej jedrek
  andrzejek, anna ania anka anula, antoni antek tolek, barbara basia baska, bartlomiej bartek, bartosz bartek,
  boguslaw bogus bodzio, boleslaw bolek, bozena bozenka, czeslaw czesiek, danuta danka danusia, dariusz darek, dominik
  domin, dorota dorotka, edward edek, elzbieta ela elka, eugeniusz genek gienek, ewa ewka ewunia, ewelina ewelinka
  ewa, feliks felek, franciszek franek, grazyna grazka, grzegorz grzesiek grzes, halina halinka, henryk heniek, irena
  irka, jacek jacus, jadwiga jadzia, jakub kuba kubus, jan janek jas jasiek, janina janka jasia, janusz januszek,
  jaroslaw jarek, jerzy jurek, joanna asia joasia aska, jozef jozek jozio, julia julka, justyna justa, kacper
  kacperek, kamil kamilek, karolina karola, katarzyna kasia kaska kate, kazimierz kazik kazek, konrad kondzio,
  krystyna krysia kryska, krzysztof krzysiek krzys, leszek lech leszko, lukasz lukaszek luke, maciej maciek, magdalena
  magda madzia lena, malgorzata gosia malgosia gocha, marcin marcinek, marek mareczek, maria marysia maryska, mariusz
  mariuszek, marta martusia, mateusz mati mateuszek, michal michalek misiek, mieczyslaw mietek, miroslaw mirek, monika
  monia, natalia natalka, patryk patryczek, pawel pawelek, piotr piotrek, przemyslaw przemek, rafal rafalek, roman
  romek, ryszard rysiek, slawomir slawek, stanislaw staszek stas stach, stanislawa stasia, stefan stefek, sylwia
  sylwka, szymon szymek, tadeusz tadek, teresa tereska, tomasz tomek, urszula ula ulka, waldemar waldek, weronika
  wera, wieslaw wiesiek, witold witek, wlodzimierz wlodek, wladyslaw wladek, wojciech wojtek, zbigniew zbyszek zbych,
  zdzislaw zdzisiek, zofia zosia, zuzanna zuzia, zygmunt zygmus, antonin tonda, frantisek franta, jan honza jenda,
  jaroslav jarda, jiri jirka, josef pepa pepik, karel kaja, katerina katka kacka, ladislav lada, lenka lenca, ludmila
  lida, marie maruska, martin mara, milan milos, miroslav mirek mira, pavel pavka, petr peta, stanislav standa, tomas
  tom, vaclav vasek vaclavek, vladimir vlada, vojtech vojta, zdenek zdena, aleksandr sasha sanya shura alex alik
  sashko, alexander sasha sanya shura sascha, aleksandra sasha shura asya, alexandra sasha shura, aleksei alyosha
  lyosha alex, alexey alyosha lyosha alex, aleksey alyosha lyosha alex, anastasia nastya asya nastia, anastasiia
  nastya nastia, anastasiya nastya nastia, anatoly tolya, anatoliy tolya, andrei andryusha, andrey andryusha, andriy
  andriyko, anna anya anyuta nyura, antonina tonya, boris borya, daria dasha dariya, darya dasha, denis den, dmitri
  dima mitya, dmitriy dima mitya, dmitry dima mitya, dmytro dima, ekaterina katya katia katja, yekaterina katya katia,
  kateryna katya katia, elena lena alyona, yelena lena alyona, olena lena, elizaveta liza, yevgeny zhenya, evgeny
  zhenya, evgeniy zhenya, yevgeniy zhenya, yevgenia zhenya, evgenia zhenya, evgeniya zhenya, fyodor fedya, galina
  galya, gennady gena, georgy gosha zhora, grigory grisha, grigoriy grisha, igor gosha, ilya ilyusha, inna innochka,
  irina ira irisha, ivan vanya ivanko, konstantin kostya, ksenia ksyusha, kseniya ksyusha, lev lyova, lidia lida,
  lyubov lyuba, lyudmila lyuda mila lyusya, lyudmyla lyuda mila, ludmila luda mila lida, margarita rita, maria masha
  marusya, mariya masha, maksim max maks, maxim max maks, mikhail misha, mykhailo misha mykhas, nadezhda nadya nadia,
  natalia natasha nata, natalya natasha nata, nataliya natasha nata, nataliia natasha nata, nikita nik, nikolai kolya,
  nikolay kolya, mykola kolya, oksana ksana, oksana ksyusha, oleksandr sashko sasha olek, oleksandra sasha lesya, oleg
  olezhka, olga olya, olha olya, pavel pasha, pavlo pasha, petr petya, pyotr petya, petro petya, polina polya, roman
  roma, semyon senya, sergei seryozha serg serega, sergey seryozha serg serega, serhiy serhiyko, sofia sonya, sofya
  sonya, stanislav stas slava, stepan styopa, svetlana sveta lana, svitlana sveta lana, tamara toma, tatiana tanya
  tania, tatyana tanya tania, tetiana tanya, timofey tima, valentin valya, valentina valya, valery valera, valeriy
  valera, varvara varya, vasily vasya, vasyl vasya, veronika nika vera, viktor vitya, viktoria vika, viktoriia vika,
  viktoriya vika, victoria vika, vitaly vitalik, vitaliy vitalik, vladimir vova volodya vlad, volodymyr vova volodya,
  vladislav vlad slava, vladyslav vlad, vsevolod seva, vyacheslav slava, viacheslav slava, yaroslav slava yarik, yulia
  yulya, yuliya yulya, yuri yura, yuriy yura, aleksandar aca sasa aleks, branislav brana bane, dragan gagi, dusan
  duda, goran goga, ivan ivo ivica, jelena jeca lena, josip joza, katarina kaca kata, ljubomir ljuba, marija mara
  maja, marko mare, mihajlo miki, milorad mica, miodrag mica, nebojsa nesa, nenad neso, nikola nidza, petar pero pera,
  radoslav rade, slobodan boban sloba, stjepan stipe, tomislav tomo, vladimir vlada vlado, zoran zoki, alexandra alexa
  sanda, constantin costel costi dinu, ecaterina cati catalina, elena ileana lenuta, florin florinel, gheorghe gigi
  ghita, ioan ion nelu ionel ionut, mihai misu mihaita, nicolae nicu nae, stefan fane, vasile vasi lica, andras bandi
  andris, erzsebet bozsi erzsi zsoka bori, ferenc feri, gabor gabi, gyorgy gyuri, ilona ica ili ilus, imre imi, istvan
  pista isti, janos jani jancsi, jozsef joska jozsi, katalin kati kata, lajos lali, laszlo laci, maria mari marika
  mariska, mihaly misi, miklos miki, sandor sanyi, tamas tomi, zoltan zoli, zsofia zsofi, zsuzsanna zsuzsi zsuzsa,
  alexandros alekos alexis alex, anastasios tasos, andreas andrikos, antonios antonis, athanasios thanasis nasos
  thanos, charalampos babis haris, christos chris, dimitra mimi, dimitrios dimitris mitsos jim, eleni lena lenio
  nitsa, evangelos vangelis, evangelia litsa eva, fotios fotis, georgios giorgos yorgos george, georgia gogo, ioannis
  giannis yannis john, katerina katina kate, aikaterini katerina katia, konstantinos kostas costas dinos, konstantina
  nadia dina, maria marika, michail michalis mike, nikolaos nikos nick, panagiotis panos takis, panagiota giota,
  spyridon spyros, stavros stavrakis, stylianos stelios, theodoros thodoris, vasileios vasilis bill, vasiliki vaso
  vicky, sofia soula, abdullah apo abdul, abdulkadir kadir, ahmet ahmo, emine emis, fatma fatos fato, hatice hatce,
  huseyin huso, ibrahim ibo, ismail iso, mehmet memo memet, mehmetali mali, mustafa mustik musti, osman osmo, suleyman
  sulo, yusuf yuso, zeynep zeyno, abdelrahman abdo, abdulrahman abdul abdo, abdulaziz aziz abdul, ali alawi, hussein
  hussy, ibrahim brahim, khalid khaled, mohammed hamada moh med, mohamed hamada moh med, mahmoud hamada, mostafa sasa,
  mustafa sasa, youssef joe jo, yousef joe, yasmin yaz jasmin, avraham avi, binyamin beni bibi benny, yitzhak itzik,
  yaakov kobi yaki, yehonatan yoni, yehuda udi, yosef yossi, moshe moshiko, shlomo shlomi, shmuel shmulik, menachem
  meni, rivka riki, lakshmi lucky, subramaniam subbu mani, subramanian subbu mani, venkatesh venky venkat,
  venkateswaran venky venkat, srinivasan srini vasan, srinivas srini sri, ramachandran ram, krishnamurthy krish,
  balasubramanian bala balu, rajendra raj raju, rajesh raj raju, santosh santy, siddharth sid, aishwarya aish,
  priyanka priya pri, deepika deepu, karthikeyan karthik, karthik kartik, narayanan nari, padmanabhan paddy,
  parthasarathy partha, radhakrishnan radha, vijayakumar vijay, ashok ash, oluwaseun seun, oluwatobi tobi, oluwafemi
  femi, oluwadamilola dami damilola, oluwaseyi seyi, oluwatosin tosin, babatunde tunde, adebayo bayo, adewale wale,
  chukwuemeka emeka, chinedu nedu, ifeanyi ify, ngozi ngo, olumide mide, temitope temi tope
`;
