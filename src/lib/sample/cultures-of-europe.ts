import { built, names, type Culture } from './culture';

/** Latin-script cultures of Europe and its emigrants, heaviest first. */
export const CULTURES_OF_EUROPE: readonly Culture[] = [
  {
    weight: 20,
    women:
      names(`Catherine Elizabeth Margaret Susan Jennifer Rebecca Victoria Alexandra Katherine Deborah Emily Charlotte
      Olivia Hannah Abigail Samantha Pamela Sandra Judith Zoë Chloe Imogen Harriet Philippa Gwen Bronwen Fiona Heather`),
    men: names(`William Robert Richard Michael James Thomas Christopher Anthony Benjamin Daniel Matthew Andrew Nicholas
      Edward Joseph Samuel Timothy Stephen Gregory Alexander Jonathan Kenneth Ronald Callum Rhys Alistair Hamish Graham`),
    families: [
      ...built(
        'Ash Black Hart Wood Stan Thorn Whit Brad Nor Wal Lang Ren Clif Had Hol Mel Pres Sut Win Ald Ches Elling',
        'ton field ford well ley bury worth'
      ),
      ...names(
        "O'Neill MacLeod Smith-Jones Fitzgerald McAllister Pryce-Evans St._Clair D'Arcy Hughes Clarke Okoro-Banks Llewellyn"
      )
    ]
  },
  {
    weight: 14,
    women:
      names(`Käthe Jutta Anneliese Brigitte Ursula Sabine Heike Katharina Elisabeth Johanna Franziska Lieselotte Grit
      Bärbel Mareike Friederike Antje Birgit Svenja Ulrike Margarethe Dörte Ilse Waltraud`),
    men: names(`Jürgen Günther Jörg Björn Wolfgang Friedrich Heinrich Matthias Sebastian Andreas Maximilian Johannes
      Karl-Heinz Hans-Peter Götz Rüdiger Lutz Uwe Dietmar Florian Tobias Ansgar Detlef Klaus`),
    families: [
      ...built(
        'Stein Rosen Wolff Eichen Linden Hoff Falken Brücken Mühl Grün Kirsch Birken Königs Sonnen Röhr Schäfer',
        'berger bach mann müller hofer thal feld'
      ),
      ...names('Groß Weiß Süß von_der_Heide zu_Hohenfels Schröder-Lang Böhm Jäger Krüger Köhler Strauß')
    ]
  },
  {
    weight: 9,
    women: names(
      'Renée Françoise Hélène Élodie Chloé Maëlle Anaïs Geneviève Marie-Claire Anne-Sophie Béatrice Océane Noémie Solène Inès Agnès Cécile Joëlle'
    ),
    men: names(
      'François Jérôme Rémi Loïc Étienne Jean-Luc Jean-Baptiste Benoît Gaël Aurélien Cédric Raphaël Théo Frédéric Stéphane Grégoire Aurèle Joël'
    ),
    families: [
      ...built(
        'Beau Mont Ville Roche Font La_Roche Le_Clair Saint Haute Grand',
        'mont fort lieu champs val marais dieu'
      ),
      ...names("Lefèvre Bénard Châtelain D'Aubigné Lacombe Hébert Gagné Pâquet Côté L'Hôpital")
    ]
  },
  {
    weight: 9,
    women: names(
      'María_José María_Pilar Begoña Concepción Lucía Rocío Ángela Verónica Inés Montserrat Jimena Belén Asunción Itziar Paz Nuria Dolores Francisca'
    ),
    men: names(
      'José_Luis Juan_Carlos Ángel Íñigo Joaquín Martín Andrés Ramón Héctor Sebastián Óscar Raúl Jesús Hernán Nicolás Tomás Francisco Ignacio'
    ),
    families: built(
      'Ortega Núñez Muñoz Gutiérrez Ibáñez Sáenz Peña Castaño Zúñiga Márquez Echeverría Quiñones',
      '_Ruiz _Gómez _Álvarez _Rincón _Vidal _Prieto _de_la_Cruz -Soler'
    )
  },
  {
    weight: 6,
    women: names(
      'Giulia Chiara Francesca Alessandra Benedetta Nicoletta Ginevra Ilaria Federica Loredana Antonella Rosalia Noemi Viola'
    ),
    men: names(
      'Nicolò Giovanni Giuseppe Alessandro Francesco Lorenzo Niccolò Domenico Salvatore Raffaele Gianluca Tommaso Ettore Livio'
    ),
    families: [
      ...built('Bell Fior Mont Camp Ross Verd Bianch Ner Mor Gall', 'ini etti oni ucci aro elli'),
      ...names("D'Amico Dell'Orto Lo_Presti De_Sanctis Mattarò")
    ]
  },
  {
    weight: 6,
    women: names(
      'Anouk Liesbeth Femke Sanne Marijke Geertruida Wilhelmina Noor Maud Loes Jacqueline Annelies Mieke Hanneke'
    ),
    men: names('Joost Pieter Sjoerd Ruben Maarten Hendrik Cornelis Gijs Thijs Daan Bram Wouter Laurens Jeroen'),
    families: [
      ...built('van_den_ van_der_ de_ ter_ Op_den_ van_', 'Berg Heuvel Linden Bosch Meer Molen Brink Velde Horst'),
      ...names("'t_Hart Ijsselstein Wiśniewska-de_Boer Oudekerk")
    ]
  },
  {
    weight: 7,
    women: names(
      'Małgorzata Agnieszka Katarzyna Zofia Łucja Bożena Grażyna Aleksandra Joanna Elżbieta Żaneta Jadwiga Danuta Wioletta'
    ),
    men: names(
      'Michał Paweł Łukasz Wojciech Stanisław Zbigniew Krzysztof Przemysław Grzegorz Tomasz Rafał Mieczysław Jerzy Błażej'
    ),
    families: [
      ...built('Kowal Nowak Wiśniew Zieliń Dąbrow Kozłow Jabłoń Maj Ostrow Wróblew Szymań Kamiń Piotrow Grabow', 'ski'),
      ...names('Łoś Gąsior Wójcik Źrebiec Świątek Stępień Żak Dudziak')
    ],
    feminine: (family) => family.replace(/ski$/, 'ska')
  },
  {
    weight: 7,
    women: names(
      'Åsa Søs Helle Kirsten Märta Ingrid Sigrún Guðrún Aino Päivi Jóhanna Bodil Annika Turid Ragnhild Ylva'
    ),
    men: names('Bjørn Søren Håkan Åke Øyvind Jørgen Lars Magnús Þór Väinö Jyrki Torbjörn Eirik Ásgeir Kjell Mikael'),
    families: [
      ...built('Ander Svend Jør Kar Mag Nil Ol Per Rasmu Gustaf', 'sen sson'),
      ...names(
        'Østergård Sjöström Hämäläinen Bjarnadóttir Lindqvist Mäkelä Kjær Nyström Aaltonen Strømme Ångström Rødgård'
      )
    ]
  },
  {
    weight: 4,
    women: names('Lenka Kateřina Ludmila Zdeňka Eliška Božena Šárka Růžena'),
    men: names('Jiří Tomáš Ondřej Řehoř Zdeněk Břetislav Lukáš Matěj'),
    families: names(
      'Novák Dvořák Černý Procházka Kučera Šimek Horák Růžička Řezníček Žižka Bláha Čapek Hrubeš Vlček Malík Křenek'
    ),
    feminine: (family) =>
      family.endsWith('ý') ? `${family.slice(0, -1)}á` : `${family.replace(/a$|(?<=[čšž])e(?=k$)/, '')}ová`
  },
  {
    weight: 3,
    women: names('Erzsébet Ágnes Zsófia Orsolya Ildikó Boglárka Tünde Kinga'),
    men: names('László István György Ákos Zoltán Gergő Örs Márton'),
    families: names('Nagy Szabó Tóth Kovács Horváth Kőszegi Győri Fülöp Sárközi Bükki Lengyel Székely Halász Vörös'),
    isFamilyFirst: true
  },
  {
    weight: 4,
    women: names('Siobhán Niamh Aoife Gráinne Róisín Caoimhe Sinéad Orlaith'),
    men: names('Seán Pádraig Eoin Tadhg Ciarán Oisín Cillian Diarmuid'),
    families: names(
      "Ó_Briain Ní_Riain O'Sullivan Mac_Cárthaigh Ó_Dónaill McGrath Byrne O'Rourke Nic_Gabhann Kavanagh Fitzpatrick Doyle"
    )
  },
  {
    weight: 5,
    women: names('Conceição Inês Maria_João Fátima Graça Vitória Lúcia Beatriz'),
    men: names('João António Gonçalo Vinícius Simão Sebastião Tiago Caetano'),
    families: built(
      'Magalhães Guimarães Assunção Araújo Simões Galvão',
      '_da_Silva _dos_Santos _Pereira _Brandão _e_Melo'
    )
  },
  {
    weight: 4,
    women: names('Ayşe Şebnem Gülçin Özlem İpek Çiğdem Zeynep Müge'),
    men: names('İsmail Çağrı Oğuz Şükrü Gökhan Uğur Barış Işık'),
    families: names('Yıldırım Öztürk Çelik Şahin Gündoğdu Kılıç Aydın Ağaoğlu Taşçı Işıksoy Bağcı Özgür Karabıyık Ünlü')
  }
];
