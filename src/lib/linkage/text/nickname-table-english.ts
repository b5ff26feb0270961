/** A name and what people who have it are called; groups end with a comma. Folded. */
export const ENGLISH_NICKNAMES = `
  aaron ron ronnie, abigail abby abbie abbey gail, abraham abe bram abram, adam ade, adelaide addie ada heidi della,
  adrian ade, adrienne adri, agatha aggie, agnes aggie nessie, albert al bert bertie albie, alexander alex al alec
  alexis lex sandy xander zander sasha ali alick, alexandra alex lexi sandra sandy sasha alexa lexie alix ali allie,
  alfred alf alfie fred freddie freddy al, alice ally allie ali alicia, alison ali allie ally, allan al, alvin al,
  amanda mandy manda mandi, amelia amy millie mel mia emmy, anastasia stacy ana stacey tasia, andrea andie andi drea
  andy, andrew andy drew andie dru, angela angie ange angel, angelica angie, anita ani nita, ann annie nan nancy
  nanny, anna annie ann anne nan hanna hannah, annabel belle bella ann anna annie, annette annie ann netta, anthony
  tony ant anton toni, antoinette toni tony nettie, antonia toni tony antonie, archibald archie baldie, arnold arnie,
  arthur art artie arty, ashley ash, augustus gus augie august, austin aust, barbara barb babs barbie bab barbra,
  barnabas barney, barry baz bazza, bartholomew bart barty, beatrice bea trixie bee trix beattie, belinda bel linda
  bell, benedict ben benny, benjamin ben benny benji benjie benjy, bernadette bernie detta, bernard bernie barney
  bern, beverly bev, beverley bev, bradley brad, bradford brad, brandon bran brand, brenda bren, brendan bren, brian
  bri, bridget biddy bridie bridge brigid, brittany britt, bruce brucie, bryan bry, caleb cal, calvin cal, cameron
  cam, camilla cam millie, candace candy, carl carlie, carol carrie caroline, caroline caro carrie carol lina caz
  caddy, carolyn carrie caro lyn lynn, cassandra cass cassie sandra, catherine cathy cath cat kate katie kitty cate
  cathie kathy kay, cecil cec, cecilia cece celia cissy, charles charlie chuck chas charley chaz chip carl, charlotte
  charlie lottie lotte char carly, chelsea chels, cheryl cherie cher, chester chet, christian chris, christina chris
  chrissie tina christy chrissy kristy, christine chris chrissie tina christy chrissy, christopher chris kit topher
  christy kris, clarence clary, clarissa clare, claudia claude, clayton clay, clifford cliff, clifton cliff, clinton
  clint, constance connie, cornelius neil con corny, courtney court, craig craigie, curtis curt kurt, cynthia cindy
  cyn cindi, cyril cy, daisy margaret, dale dal, daniel dan danny dani, danielle dani danni elle, darlene darla,
  darrell darry, david dave davey davie dav, dawn dawnie, dean deano, deborah deb debbie debby debra debs, debra deb
  debbie debby deborah, denise dee niecy, dennis den denny, derek del derrick, desmond des, diana di dee diane,
  dominic dom nic nick, dominick dom nick, donald don donnie donny, donna don, dorothy dot dottie dolly dora dotty,
  douglas doug dougie duggie, duncan dunc, dwight dewey, dylan dyl, earl earle, edgar ed eddie edd ned, edith edie,
  edmund ed eddie ned ted, edward ed eddie ted teddy ned eddy edd, edwin ed eddie ned win, edwina eddie winnie, eileen
  ei, elaine lainey laine, eleanor ellie nell nora elle ella nellie lenore, elijah eli lige, elisabeth liz beth betty
  lisa elsie bess lizzie betsy libby eliza ellie lisbeth, elizabeth liz beth betty lisa elsie bess lizzie betsy libby
  eliza ellie lizzy betsey bessie bette lib lilibet elspeth elisa, ellen nell ellie nellie elle len, emily em emmy
  emmie millie emma, emma em emmy emmie, emmanuel manny, eric rick ricky, ernest ernie, ethan eth, eugene gene,
  eugenia genie, evan ev, evelyn evie eve lyn ev, ezekiel zeke, felicity flick fliss, ferdinand ferdie, florence flo
  flossie flora florrie, frances fran fanny frankie francie franny, francis frank fran frankie, franklin frank
  frankie, frank frankie, frederick fred freddie freddy rick fritz, fredrick fred freddie freddy rick, gabriel gabe
  gabby, gabrielle gabby gabi elle gaby, garrett gary, gavin gav, genevieve gen jen evie ginny, geoffrey geoff jeff,
  george georgie geordie, georgina georgie gina georgia, gerald gerry jerry ger, geraldine gerry geri, gerard gerry
  jerry ger, gilbert gil bert, gillian gill jill gilly jilly, gloria glo, gordon gordy gord, grace gracie, graham gra,
  gregory greg gregg, gretchen greta, griffin griff, guinevere gwen, gwendolyn gwen wendy, hannah han hanna, harold
  harry hal, harriet hattie harry, harrison harry, harry hal henry, harvey harv, hazel haze, heather heath, helen nell
  nellie ellen lena, henrietta etta hetty hettie, henry hank harry hal, herbert bert herb herbie, herman herm, hilary
  hil hilly, howard howie, hubert bert hugh, hugh hughie, humphrey humph, ian iain, ignatius iggy, imogen immy immie,
  irene rene, irving irv, isaac ike zac, isabel bel bella izzy izzie belle issy, isabella bella izzy izzie belle issy
  isa, isadora izzy, isaiah zay ike, jack jackie, jacob jake jakob coby jay, jacqueline jackie jacqui jacky jaclyn,
  james jim jimmy jamie jem jimmie jay, jamie jay, jane janie jenny, janet jan jessie, janice jan, jason jay jase,
  jasmine jas jaz, jean jeanie, jeffrey jeff geoff, jeffery jeff, jennifer jen jenny jenn jennie jenna, jenna jen
  jenny, jeremiah jerry jem, jeremy jerry jez jem, jerome jerry, jessica jess jessie jessy, jesse jess, jillian jill
  jilly, joan joanie jo, joanna jo joan joanne jojo, joanne jo joan joanna, jocelyn joss jo, joel jo, john jack johnny
  jon johnnie, jonathan jon jonny nathan jonty john johnny, johnathan jon john johnny, jordan jord judd, joseph joe
  joey jo jos, josephine jo josie fifi posy josey, joshua josh, joyce joy, judith judy jude judi, julia jules julie,
  julian jules jule, juliana jules julie, julie jules, juliet jules julie, justin jus, karen kaz, katharine kate katie
  kathy kat kit kitty kath kay, katherine kate katie kathy kat kit kitty kath kay katy kathie, kathleen kath kathy
  kate katie kay kat, kathryn kate katie kathy kat kit kath kay katy, katrina kat trina katie, kaitlyn kate katie,
  kayla kay, keith kei, kelly kel, kelsey kels, kenneth ken kenny, kevin kev, kimberly kim kimmy kimber, kimberley
  kim, kristen kris kristy, kristin kris kristy, kristina kris tina kristy, kristine kris tina kristy, kristopher
  kris, lance lancelot, laura laurie lori lola, lauren laurie lori ren, laurence larry laurie lance, lawrence larry
  laurie lance law lawrie, leah lee, lee leigh, leo lee, leonard len lenny leo leon lennie, leopold leo, leroy roy
  lee, leslie les, lesley les, lester les, lewis lew lou louie, liam william, lillian lil lilly lily lillie, lily lil,
  linda lindy lin lyn lynn, lindsay linds, lindsey linds, lisa lis, lloyd lloydie, lois lo, lorraine lori raine, louis
  lou louie lew, louisa lou lulu, louise lou lulu, lucas luke, lucille lucy lu, lucinda lucy cindy, lucy lu luce lulu,
  lydia lyddie, lynette lynn lyn, lynn lin, mackenzie mack kenzie, madeline maddie maddy, madeleine maddie maddy,
  madison maddie maddy, magdalene maggie lena, malcolm mal malc, marcia marcy, marcus marc mark, margaret maggie meg
  peggy marge margie greta meggie peg maisie daisy madge rita mags, margery marge margie, marian mary, marianne mary
  anne, marilyn mary lyn, marion mary, marjorie marge margie, mark markie, marshall marsh, martha marty mattie patty,
  martin marty mart, martina tina marty, marvin marv, mary molly polly mae mamie may, mathew matt matty, matilda tilly
  mattie tilda, matthew matt matty mat, maureen mo maura reenie, maurice mo morrie, maxine max, maxwell max, megan meg
  megs, meghan meg, melanie mel, melinda mel mindy linda, melissa mel missy lissa, melvin mel, mercedes mercy,
  meredith merry, michael mike mick mickey mikey micky mitch, michelle shelly mich shell chelle, mildred millie,
  millicent millie milly, minnie wilhelmina, miranda mandy randy mira, miriam mim mimi, mitchell mitch, mohammed mo,
  mohamed mo, muhammad mo, mohammad mo, molly mol, monica mon, montgomery monty, morgan mo, mortimer mort, muriel mu,
  myron ron, nancy nan, naomi nomi, natalie nat tally, natasha tash nat tasha, nathan nat nate, nathaniel nat nate
  nathan, neil neal, nelson nels, nicholas nick nicky nico nic colin klaus, nicolas nick nicky nico nic, nicola nicky
  nikki nic, nicole nicky nikki nic nik, nigel nige, nora nonie, norman norm, octavia tavy, oliver ollie olly, olivia
  liv livvy ollie olive, oscar ozzie, oswald ozzie oz, pamela pam pammy, patience pat, patricia pat patty tricia trish
  patsy tish trisha pattie, patrick pat paddy patsy rick, paul pauly, paula polly pauly, pauline polly paula, penelope
  penny, percival percy, perry peregrine, peter pete, philip phil pip, phillip phil pip, philippa pippa pip phil,
  phoebe phebe, phyllis phyl, polly mary, priscilla cilla, prudence pru prue, rachel rach rae, rachael rach rae, ralph
  ralphie, randall randy, randolph randy dolph, raphael raph, raymond ray, rebecca becky bec becca becks beck, rebekah
  becky bec becca, reginald reg reggie, regina gina reggie, reuben ben rube, rex reginald, rhonda ron, richard rick
  dick rich ricky richie rickie ritchie dickie, robert rob bob bobby robbie bert robby bobbie robin, roberta bobbie
  robbie bert, robin rob, roderick rod roddy rick, rodney rod, roger rodge, roland rollo rolly, ronald ron ronnie
  ronny, rosalind ros roz, rosamund ros roz rose, rosemary rose rosie romy, rose rosie, rosanne rose rosie roz,
  roxanne roxy rox, russell russ rusty, ruth ruthie, ryan ry, sabrina bri, sally sal, salvatore sal, samantha sam
  sammy mandy, samson sam, samuel sam sammy, sandra sandy, sarah sally sal sadie, scott scotty, sean shaun, sebastian
  seb bas, seymour sy, shannon shan, sharon shaz shari, sheila she, shelley shell, shirley shirl, sidney sid, sydney
  sid, silas si, silvester sly, simon si, solomon sol, sophia sophie soph, sophie soph, spencer spence, stacey stace,
  stanley stan, stella stell, stephanie steph stevie steffi stef, stephen steve stevie ste, steven steve stevie ste,
  stewart stew stu, stuart stu stew, susan sue susie suzy sukie suzie, susanna sue susie suzy, susannah sue susie
  suzy, suzanne sue susie suzy suzi, sylvester sly, sylvia syl, tabitha tabby, tamara tammy tam, tammy tam, tara tar,
  terence terry tel, terrance terry, terrence terry, teresa terry tess tessa tracy, theresa terry tess tessa tracy,
  thaddeus thad tad, theodore ted theo teddy, theodora dora theo thea, thomas tom tommy thom, tiffany tiff, timothy
  tim timmy, tobias toby, todd toddy, travis trav, trevor trev, tristan tris, ursula ursie, valerie val, vanessa nessa
  ness, vera vee, vernon vern, veronica ronnie vera nica, victor vic, victoria vicky vicki tori vic vickie tory,
  vincent vin vince vinny vinnie, violet vi lettie, virginia ginny ginger gin, vivian viv, vivien viv, wallace wally,
  walter walt wally wat, wanda wendy, wendy wen, wesley wes, wilfred wilf fred, william bill will billy willie liam
  willy wills, wilma minnie, winifred winnie freda, winston win, woodrow woody, yvonne vonnie, zachariah zac zach
  zack, zachary zac zach zack zak, zachery zac zach zack, zoe zo
`;
